package dev.dragoman.routing;

import java.util.List;

/**
 * The ways that one call may take.
 *
 * @param group all deployments of one public name that offer what is asked for; not empty
 * @param candidates those of the group that this call may be answered by; not empty
 * @param strategy chooses among them
 * @param retrying how often and how soon it is tried again
 * @param cooldown when those that fail are left alone
 */
public record Route(
        List<Deployment> group,
        List<Deployment> candidates,
        Strategy strategy,
        Retrying retrying,
        CooldownRules cooldown) {

    /** Any of the group will do. */
    public static Route any(List<Deployment> group, Strategy strategy, Retrying retrying) {
        return new Route(group, group, strategy, retrying, CooldownRules.DEFAULTS);
    }
}
