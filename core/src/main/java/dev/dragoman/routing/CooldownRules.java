package dev.dragoman.routing;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When deployments that fail are left alone, and for how long.
 *
 * @param on whether they are at all
 * @param time for how long, unless deployment or vendor say otherwise; zero for not at all
 * @param allowedFails failures within that time that are let pass; null to judge by the share of failures in a minute
 * @param policy the same by kind of failure, which counts before the number for all
 */
public record CooldownRules(
        boolean on, Duration time, @Nullable Integer allowedFails, Map<FailureKind, Integer> policy) {

    /** Five seconds, by the share of failures. */
    public static final CooldownRules DEFAULTS = new CooldownRules(true, Duration.ofSeconds(5), null, Map.of());

    /** No deployment is ever left alone. */
    public static final CooldownRules OFF = new CooldownRules(false, Duration.ZERO, null, Map.of());

    public CooldownRules {
        policy = policy.isEmpty() ? Map.of() : new EnumMap<>(policy);
    }

    /** Whether failures are counted, one by one, instead of being compared to successes. */
    boolean counts() {
        return allowedFails != null || !policy.isEmpty();
    }

    /** How many failures of a kind are let pass; null to judge by their share. */
    @Nullable
    Integer allowed(@Nullable FailureKind kind) {
        Integer own = kind == null ? null : policy.get(kind);
        return own != null ? own : allowedFails;
    }
}
