package dev.dragoman.routing;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import java.util.ArrayList;
import java.util.List;

/** The deployments that one call may still ask: those of the lowest order, then those of the next. Confined to one thread. */
final class Candidates {

    private final List<Deployment> all;
    private final Retrying retrying;
    private final Cooldowns cooldowns;
    private int retries;
    private List<Deployment> level;
    private List<Deployment> untried;
    private int failedHere;
    private boolean failedBefore;

    /**
     * The candidates of a call that was not tried yet.
     *
     * @param all those that may answer; not empty
     * @param retrying further attempts on the deployments of one order, unless the first to fail says otherwise
     */
    Candidates(List<Deployment> all, Retrying retrying, Cooldowns cooldowns) {
        this.all = all;
        this.retrying = retrying;
        this.cooldowns = cooldowns;
        this.retries = retrying.retries();
        this.level = lowest(usable(all));
        this.untried = level;
    }

    /** What may follow on a failure. */
    enum Next {
        /** Another deployment of the same order, at once. */
        ELSEWHERE,
        /** The same deployments once more, after a wait. */
        AGAIN,
        /** Nothing on the deployments of this order. */
        NOTHING
    }

    /** Those to choose from now; never empty. */
    List<Deployment> untried() {
        return untried;
    }

    /** Whether one is not left alone. */
    boolean isUsable(Deployment deployment) {
        return cooldowns.isUsable(deployment);
    }

    /** Those that could be asked beside one that was chosen; may be none. */
    List<Deployment> beside(Deployment chosen) {
        return untried.stream().filter(other -> !other.id().equals(chosen.id())).toList();
    }

    /** Notes the failure of an attempt that was made beside another. */
    void failedBeside(Deployment failed) {
        leave(failed);
        failedHere++;
    }

    /** How many attempts failed on the deployments of this order. */
    int failedHere() {
        return failedHere;
    }

    /** Notes a failure, and makes ready what follows on it. */
    Next after(Deployment failed, LlmException failure) {
        leave(failed);
        Integer granted = retrying.granted(failure);
        if (granted != null) {
            retries = granted;
        } else if (!failedBefore && failed.turn().retries() != null) {
            retries = failed.turn().retries();
        }
        failedBefore = true;
        if (failedHere++ >= retries) {
            return Next.NOTHING;
        }
        if (!untried.isEmpty()) {
            return granted != null || mayHelp(failure, true) ? Next.ELSEWHERE : Next.NOTHING;
        }
        if (granted == null && !mayHelp(failure, false)) {
            return Next.NOTHING;
        }
        untried = usable(level);
        return Next.AGAIN;
    }

    /** Goes on to the deployments of the next order; false when there are none, or when they would fail as well. */
    boolean nextOrder(LlmException failure) {
        if (!mayHelp(failure, true)) {
            return false;
        }
        int order = level.getFirst().turn().order();
        List<Deployment> later =
                all.stream().filter(other -> other.turn().order() > order).toList();
        if (later.isEmpty()) {
            return false;
        }
        level = lowest(usable(later));
        untried = level;
        failedHere = 0;
        return true;
    }

    /** When all are left alone, asking them is still better than asking nobody. */
    private List<Deployment> usable(List<Deployment> deployments) {
        List<Deployment> usable = cooldowns.usable(deployments);
        return usable.isEmpty() ? deployments : usable;
    }

    private void leave(Deployment failed) {
        List<Deployment> left = new ArrayList<>(untried.size());
        for (Deployment other : cooldowns.usable(untried)) {
            if (!other.id().equals(failed.id())) {
                left.add(other);
            }
        }
        untried = left;
    }

    /** Another deployment has another key and perhaps the model; the same one only overcomes passing trouble. */
    private static boolean mayHelp(LlmException failure, boolean elsewhere) {
        if (elsewhere && isOfTheDeployment(failure)) {
            return true;
        }
        return failure.worthRetrying()
                && (elsewhere || !"insufficient_quota".equals(failure.detail().code()));
    }

    private static boolean isOfTheDeployment(LlmException failure) {
        return switch (failure) {
            case AuthenticationException any -> true;
            case PermissionDeniedException any -> true;
            case NotFoundException any -> true;
            default -> false;
        };
    }

    private static List<Deployment> lowest(List<Deployment> deployments) {
        int lowest = Integer.MAX_VALUE;
        boolean same = true;
        int first = deployments.getFirst().turn().order();
        for (int i = 0; i < deployments.size(); i++) {
            int order = deployments.get(i).turn().order();
            lowest = Math.min(lowest, order);
            same &= order == first;
        }
        int order = lowest;
        return same
                ? deployments
                : deployments.stream()
                        .filter(deployment -> deployment.turn().order() == order)
                        .toList();
    }
}
