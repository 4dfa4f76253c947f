package dev.dragoman.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code litellm_settings}: defaults of calls.
 *
 * @param dropParams whether parameters a model does not take are left out, instead of failing the call
 * @param modifyParams whether requests may be changed where a provider would refuse them
 * @param requestTimeout how long one attempt may take when nothing else says so
 * @param numRetries further attempts; null when not set
 * @param jsonLogs whether the log is JSON
 */
public record LitellmSettings(
        boolean dropParams,
        boolean modifyParams,
        Duration requestTimeout,
        @Nullable Integer numRetries,
        boolean jsonLogs) {

    /** Strict parameters, 100 minutes for an attempt. */
    public static final LitellmSettings DEFAULTS =
            new LitellmSettings(false, false, Duration.ofMinutes(100), null, false);

    static LitellmSettings of(SectionValues values) {
        Long retries = values.whole("num_retries");
        return new LitellmSettings(
                values.truth("drop_params", DEFAULTS.dropParams),
                values.truth("modify_params", DEFAULTS.modifyParams),
                values.span("request_timeout", DEFAULTS.requestTimeout),
                retries == null ? null : retries.intValue(),
                values.truth("json_logs", DEFAULTS.jsonLogs));
    }
}
