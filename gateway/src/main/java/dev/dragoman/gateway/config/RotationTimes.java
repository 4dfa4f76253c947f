package dev.dragoman.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When keys are rotated that ask for it; all of it from LiteLLM's environment variables.
 *
 * @param on whether keys are rotated by themselves
 * @param interval between two looks for keys that are due
 * @param grace how long old keys work on; null for no longer
 * @param lock how long one instance has the work to itself
 * @see <a href="https://docs.litellm.ai/docs/proxy/virtual_keys">LiteLLM: key rotation</a>
 */
public record RotationTimes(
        boolean on, Duration interval, @Nullable String grace, Duration lock) {

    private static final String PREFIX = "LITELLM_KEY_ROTATION_";

    /** What the environment says; keys that ask for it are rotated unless it says no. */
    public static RotationTimes of(Environment environment) {
        String enabled = environment.get(PREFIX + "ENABLED");
        String grace = environment.get(PREFIX + "GRACE_PERIOD");
        if (grace != null && BudgetPeriod.of(grace) == null) {
            throw new IllegalStateException(
                    PREFIX + "GRACE_PERIOD: " + grace + " (expected: " + BudgetPeriod.EXPECTED + ")");
        }
        return new RotationTimes(
                enabled == null || !enabled.equalsIgnoreCase("false"),
                seconds(environment, "CHECK_INTERVAL_SECONDS", Duration.ofMinutes(1)),
                grace,
                seconds(environment, "LOCK_TTL_SECONDS", Duration.ofMinutes(10)));
    }

    private static Duration seconds(Environment environment, String name, Duration usual) {
        String text = environment.get(PREFIX + name);
        Duration read = text == null ? usual : Durations.of(text);
        if (read == null || read.isNegative() || read.isZero()) {
            throw new IllegalStateException(PREFIX + name + ": " + text + " (expected: seconds above 0)");
        }
        return read;
    }
}
