package dev.dragoman.gateway.config;

/**
 * What deployments are left out for before they are asked, or asked first.
 *
 * @param beforeCalls whether those are left out that would refuse the request
 * @param rates whether {@code rpm} and {@code tpm} of entries are limits
 * @param tags how tags of calls decide
 * @param affinity which calls stay with a deployment
 * @param spend budgets
 */
public record RouteChecks(
        boolean beforeCalls, boolean rates, TagRules tags, AffinityRules affinity, SpendLimits spend) {

    /** Nothing. */
    public static final RouteChecks NONE =
            new RouteChecks(false, false, TagRules.OFF, AffinityRules.NONE, SpendLimits.NONE);
}
