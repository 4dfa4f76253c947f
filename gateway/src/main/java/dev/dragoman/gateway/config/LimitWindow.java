package dev.dragoman.gateway.config;

import java.time.Duration;

/**
 * How long a window of limits lasts: a minute, unless the environment says otherwise.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/config_settings">LiteLLM: LITELLM_RATE_LIMIT_WINDOW_SIZE</a>
 */
public final class LimitWindow {

    private static final String NAME = "LITELLM_RATE_LIMIT_WINDOW_SIZE";

    private LimitWindow() {}

    /** The length. */
    public static Duration of(Environment environment) {
        String text = environment.get(NAME);
        Duration told = text == null ? Duration.ofMinutes(1) : Durations.of(text);
        if (told == null || told.isNegative() || told.isZero()) {
            throw new IllegalStateException(NAME + ": " + text + " (expected: seconds above 0)");
        }
        return told;
    }
}
