package dev.dragoman.routing;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import java.util.ArrayList;
import java.util.List;

/** The deployments that one call may still ask: those of the lowest order, then those of the next. Confined to one thread. */
final class Candidates {

    private final List<Deployment> group;
    private int retries;
    private List<Deployment> level;
    private final List<Deployment> untried;
    private int failedHere;
    private boolean failedBefore;

    /**
     * The candidates of a call that was not tried yet.
     *
     * @param group all deployments of one public name; not empty
     * @param retries further attempts on the deployments of one order, unless the first to fail says otherwise
     */
    Candidates(List<Deployment> group, int retries) {
        this.group = group;
        this.retries = retries;
        this.level = lowest(group);
        this.untried = new ArrayList<>(level);
    }

    /** What may follow on a failure. */
    enum Next {
        /** Another deployment, at once. */
        ELSEWHERE,
        /** The same deployments once more, after a wait. */
        AGAIN,
        /** Nothing. */
        NOTHING
    }

    /** Those to choose from now; never empty. */
    List<Deployment> untried() {
        return untried;
    }

    /** How many attempts failed on the deployments of this order. */
    int failedHere() {
        return failedHere;
    }

    /** Notes a failure, and makes ready what follows on it. */
    Next after(Deployment failed, LlmException failure) {
        untried.remove(failed);
        if (!failedBefore && failed.turn().retries() != null) {
            retries = failed.turn().retries();
        }
        failedBefore = true;
        boolean retry = failedHere++ < retries;
        if (retry && !untried.isEmpty() && mayHelp(failure, true)) {
            return Next.ELSEWHERE;
        }
        if (mayHelp(failure, true) && nextOrder()) {
            return Next.ELSEWHERE;
        }
        if (!retry || !untried.isEmpty() || !mayHelp(failure, false)) {
            return Next.NOTHING;
        }
        untried.addAll(level);
        return Next.AGAIN;
    }

    /** Another deployment has another key and perhaps the model; the same one only overcomes passing trouble. */
    private static boolean mayHelp(LlmException failure, boolean elsewhere) {
        if (elsewhere && (failure instanceof AuthenticationException || failure instanceof NotFoundException)) {
            return true;
        }
        return failure.worthRetrying()
                && (elsewhere || !"insufficient_quota".equals(failure.detail().code()));
    }

    private boolean nextOrder() {
        int order = level.getFirst().turn().order();
        List<Deployment> later =
                group.stream().filter(other -> other.turn().order() > order).toList();
        if (later.isEmpty()) {
            return false;
        }
        level = lowest(later);
        untried.clear();
        untried.addAll(level);
        failedHere = 0;
        return true;
    }

    private static List<Deployment> lowest(List<Deployment> deployments) {
        int lowest = Integer.MAX_VALUE;
        boolean same = true;
        for (Deployment deployment : deployments) {
            lowest = Math.min(lowest, deployment.turn().order());
            same &= deployment.turn().order() == deployments.getFirst().turn().order();
        }
        int order = lowest;
        return same
                ? deployments
                : deployments.stream()
                        .filter(deployment -> deployment.turn().order() == order)
                        .toList();
    }
}
