package dev.dragoman.gateway.config;

import java.time.Duration;

/**
 * How instances make background health checks in turn.
 *
 * @param on whether one makes them for all
 * @param kept how long the others take up what it found
 * @param lease after how long another takes the turn of one that is gone
 */
public record HealthTurns(boolean on, Duration kept, Duration lease) {

    /** Every instance makes its own. */
    public static final HealthTurns DEFAULTS = new HealthTurns(false, Duration.ofMinutes(5), Duration.ofMinutes(1));

    static HealthTurns of(SectionValues values) {
        return new HealthTurns(
                values.truth("use_shared_health_check", DEFAULTS.on),
                values.span("shared_health_check_ttl", DEFAULTS.kept),
                values.span("shared_health_check_lock_ttl", DEFAULTS.lease));
    }
}
