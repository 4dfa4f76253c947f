package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves deployments alone that fail: those that lack a key, a model or a right at once, others when they refuse for too many
 * requests or fail more often than not. When the time is over one call tries the deployment out while the others still go elsewhere;
 * only its success brings the deployment back. The last usable one of a group is never left alone. Thread-safe.
 *
 * @see <a href="https://docs.litellm.ai/docs/routing#cooldowns">LiteLLM: cool-downs</a>
 */
public final class Cooldowns {

    /** Vendors that ask for hours are tried out earlier all the same. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final LongSupplier nanoClock;
    private final CooldownListener listener;
    private final Map<String, Cooling> cooling = new ConcurrentHashMap<>();
    private final Map<String, FailureCount> counts = new ConcurrentHashMap<>();

    public Cooldowns(LongSupplier nanoClock, CooldownListener listener) {
        this.nanoClock = nanoClock;
        this.listener = listener;
    }

    private static final class Cooling {

        private final Cooldown cooldown;
        private boolean triedOut;

        private Cooling(Cooldown cooldown) {
            this.cooldown = cooldown;
        }

        private boolean isOver(long now) {
            return cooldown.untilNanos() - now <= 0;
        }

        private synchronized boolean usable(long now) {
            return isOver(now) && !triedOut;
        }

        private synchronized void tryOut(long now) {
            triedOut |= isOver(now);
        }

        private synchronized void gaveUp() {
            triedOut = false;
        }
    }

    /** Those that are not left alone, which may be none; the very list when it is all. */
    List<Deployment> usable(List<Deployment> deployments) {
        if (cooling.isEmpty()) {
            return deployments;
        }
        long now = nanoClock.getAsLong();
        List<Deployment> usable = new ArrayList<>(deployments.size());
        for (Deployment deployment : deployments) {
            if (isUsable(deployment.id(), now)) {
                usable.add(deployment);
            }
        }
        return usable.size() == deployments.size() ? deployments : usable;
    }

    /** Whether a deployment is not left alone. */
    boolean isUsable(Deployment deployment) {
        return cooling.isEmpty() || isUsable(deployment.id(), nanoClock.getAsLong());
    }

    /** Why those of a group are left alone that are, in the group's order; usually none. */
    public List<Cooldown> among(List<Deployment> group) {
        if (cooling.isEmpty()) {
            return List.of();
        }
        long now = nanoClock.getAsLong();
        List<Cooldown> found = new ArrayList<>(0);
        for (Deployment deployment : group) {
            Cooling left = cooling.get(deployment.id());
            if (left != null && !left.isOver(now)) {
                found.add(left.cooldown);
            }
        }
        return found;
    }

    /** How much longer a deployment is left alone; never negative. */
    public Duration remaining(Cooldown cooldown) {
        return Duration.ofNanos(Math.max(0, cooldown.untilNanos() - nanoClock.getAsLong()));
    }

    /** Until when a deployment is left alone and why; null when it is not. One that is being tried out still is. */
    public @Nullable Cooldown of(String deploymentId) {
        Cooling found = cooling.get(deploymentId);
        return found == null ? null : found.cooldown;
    }

    /** All deployments that are left alone. */
    public List<Cooldown> all() {
        return cooling.values().stream().map(each -> each.cooldown).toList();
    }

    /** Leaves a deployment alone on another instance's word. */
    public void adopt(Cooldown told) {
        cooling.merge(told.deployment(), new Cooling(told), Cooldowns::longer);
    }

    /** Brings a deployment back on another instance's word. */
    public void release(String deploymentId) {
        cooling.remove(deploymentId);
    }

    /** A deployment is about to be asked. */
    void picked(Deployment deployment) {
        if (!cooling.isEmpty()) {
            Cooling found = cooling.get(deployment.id());
            if (found != null) {
                found.tryOut(nanoClock.getAsLong());
            }
        }
    }

    /** It has answered. */
    void succeeded(Deployment deployment, int group, CooldownRules rules) {
        if (!cooling.isEmpty()) {
            Cooling found = cooling.get(deployment.id());
            if (found != null && found.isOver(nanoClock.getAsLong()) && cooling.remove(deployment.id(), found)) {
                listener.ended(deployment.id());
            }
        }
        if (group > 1 && rules.on() && !rules.counts()) {
            count(deployment).succeeded(nanoClock.getAsLong());
        }
    }

    /** It was asked, and nobody waited for its answer. */
    void abandoned(Deployment deployment) {
        Cooling found = cooling.get(deployment.id());
        if (found != null) {
            found.gaveUp();
        }
    }

    /** It has failed a check that no call asked for; such failures count like those of calls. */
    public void failedCheck(Deployment deployment, LlmException failure, List<Deployment> group, CooldownRules rules) {
        failed(deployment, failure, group, rules);
    }

    /** It has failed. */
    void failed(Deployment deployment, LlmException failure, List<Deployment> group, CooldownRules rules) {
        long now = nanoClock.getAsLong();
        Duration time = time(deployment, failure, rules);
        Cooling before = cooling.get(deployment.id());
        if (!rules.on() || !deserves(failure) || time.isZero()) {
            abandoned(deployment);
            return;
        }
        boolean again = before != null && before.isOver(now);
        FailureCount count = count(deployment);
        count.failed(now);
        if (group.size() > 1
                && (again || isTooMuch(failure, rules, count, now, time))
                && others(deployment, group, now)) {
            cool(deployment, failure, now + time.toNanos());
        } else if (before != null) {
            before.gaveUp();
        }
    }

    private void cool(Deployment deployment, LlmException failure, long until) {
        Cooldown cooldown = new Cooldown(deployment.id(), until, failure.status(), failure.errorName());
        Cooling made = new Cooling(cooldown);
        if (cooling.merge(deployment.id(), made, Cooldowns::longer) == made) {
            listener.began(deployment, cooldown);
        }
    }

    private static Cooling longer(Cooling one, Cooling other) {
        return other.cooldown.untilNanos() - one.cooldown.untilNanos() > 0 ? other : one;
    }

    private boolean others(Deployment deployment, List<Deployment> group, long now) {
        for (Deployment other : group) {
            if (!other.id().equals(deployment.id()) && isUsable(other.id(), now)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUsable(String id, long now) {
        Cooling found = cooling.get(id);
        return found == null || found.usable(now);
    }

    private FailureCount count(Deployment deployment) {
        FailureCount known = counts.get(deployment.id());
        return known != null ? known : counts.computeIfAbsent(deployment.id(), id -> new FailureCount());
    }

    /** What the request or its client is at fault for says nothing about the deployment. */
    private static boolean deserves(LlmException failure) {
        int status = failure.status();
        return switch (status) {
            case 401, 403, 404, 408, 429 -> true;
            default -> status >= 500;
        };
    }

    private static boolean isTooMuch(
            LlmException failure, CooldownRules rules, FailureCount count, long now, Duration time) {
        Integer allowed = rules.allowed(FailureKind.of(failure));
        if (allowed != null) {
            return count.exceeds(allowed, now, time.toNanos());
        }
        return switch (failure.status()) {
            case 401, 403, 404, 429 -> true;
            default -> count.mostFail();
        };
    }

    private static Duration time(Deployment deployment, LlmException failure, CooldownRules rules) {
        Duration own = deployment.turn().cooldown();
        if (own != null) {
            return own;
        }
        Duration asked = failure.detail().retryAfter();
        if (asked != null && asked.isPositive()) {
            return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        }
        return rules.time();
    }
}
