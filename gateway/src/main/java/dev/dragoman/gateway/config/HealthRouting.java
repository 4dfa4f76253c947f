package dev.dragoman.gateway.config;

import java.time.Duration;

/**
 * What health checks mean for calls.
 *
 * @param on whether deployments are left out whose last check failed
 * @param staleness after how long a check says nothing any more
 * @param ignoreTransient whether checks are not counted that failed with 408 or 429
 */
public record HealthRouting(boolean on, Duration staleness, boolean ignoreTransient) {

    /** Nothing. */
    public static final HealthRouting OFF = new HealthRouting(false, Duration.ofMinutes(10), false);

    private static final String ON = "enable_health_check_routing";
    private static final String STALENESS = "health_check_staleness_threshold";
    private static final String IGNORE = "health_check_ignore_transient_errors";

    /** What {@code router_settings} say, else {@code general_settings}; both know these keys. */
    static HealthRouting of(SectionValues router, SectionValues general, Duration interval) {
        Duration own = router.limit(STALENESS);
        Duration set = own != null ? own : general.limit(STALENESS);
        return new HealthRouting(
                router.truth(ON, general.truth(ON, false)),
                set != null ? set : interval.multipliedBy(2),
                router.truth(IGNORE, general.truth(IGNORE, false)));
    }
}
