package dev.dragoman.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways that one call may take.
 *
 * @param group all deployments of one public name that offer what is asked for; not empty
 * @param candidates those of the group that this call may be answered by; not empty
 * @param strategy chooses among them
 * @param retrying how often and how soon it is tried again
 * @param cooldown when those that fail are left alone
 * @param first the one of the candidates that is asked before all others if it is usable; null for none
 * @param priority of the call among those that wait for a deployment, lower ones first
 */
public record Route(
        List<Deployment> group,
        List<Deployment> candidates,
        Strategy strategy,
        Retrying retrying,
        CooldownRules cooldown,
        @Nullable Deployment first,
        int priority) {

    /** Like any other call. */
    public Route(
            List<Deployment> group,
            List<Deployment> candidates,
            Strategy strategy,
            Retrying retrying,
            CooldownRules cooldown) {
        this(group, candidates, strategy, retrying, cooldown, null, 0);
    }

    /** Any of the group will do. */
    public static Route any(List<Deployment> group, Strategy strategy, Retrying retrying) {
        return new Route(group, group, strategy, retrying, CooldownRules.DEFAULTS);
    }
}
