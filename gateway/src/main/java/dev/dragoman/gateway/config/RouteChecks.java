package dev.dragoman.gateway.config;

/**
 * What deployments are left out for before they are asked.
 *
 * @param beforeCalls whether those are that would refuse the request
 */
public record RouteChecks(boolean beforeCalls) {

    /** Nothing. */
    public static final RouteChecks NONE = new RouteChecks(false);

    static RouteChecks of(SectionValues router) {
        return new RouteChecks(router.truth("enable_pre_call_checks", false));
    }
}
