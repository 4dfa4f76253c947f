package dev.dragoman.gateway.config;

import dev.dragoman.routing.CooldownRules;
import dev.dragoman.routing.FailureKind;
import dev.dragoman.routing.Fallbacks;
import java.util.Map;

/**
 * What happens when deployments and groups fail.
 *
 * @param retries further attempts by kind of failure
 * @param groupRetries the same of single groups, in place of those for all
 * @param cooldown when deployments are left alone
 * @param fallbacks which groups stand by for which
 * @param health what health checks mean for calls
 */
public record Resilience(
        Map<FailureKind, Integer> retries,
        Map<String, Map<FailureKind, Integer>> groupRetries,
        CooldownRules cooldown,
        Fallbacks fallbacks,
        HealthRouting health) {

    /** LiteLLM's defaults. */
    public static final Resilience DEFAULTS =
            new Resilience(Map.of(), Map.of(), CooldownRules.DEFAULTS, Fallbacks.NONE, HealthRouting.OFF);

    public Resilience {
        retries = Map.copyOf(retries);
        groupRetries = Map.copyOf(groupRetries);
    }

    /** The further attempts of a group by kind of failure. */
    public Map<FailureKind, Integer> retries(String group) {
        return groupRetries.isEmpty() ? retries : groupRetries.getOrDefault(group, retries);
    }
}
