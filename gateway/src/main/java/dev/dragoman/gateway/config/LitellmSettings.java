package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code litellm_settings}.
 *
 * @param dropParams whether parameters that a model does not take are left out
 * @param requestTimeout limit of one attempt
 * @param retries further attempts; null when not set here
 * @param authenticatedMetrics whether {@code /metrics} demands a key
 */
public record LitellmSettings(
        boolean dropParams,
        Duration requestTimeout,
        @Nullable Integer retries,
        boolean authenticatedMetrics) {

    /** LiteLLM's defaults: strict parameters, 6000 seconds. */
    public static final LitellmSettings DEFAULTS = new LitellmSettings(false, Duration.ofMinutes(100), null, false);

    /** What counts for every entry that says nothing else. */
    private static final List<String> OF_ENTRIES =
            List.of(ModelParams.MERGED_REASONING, "enable_azure_ad_token_refresh");

    /** The settings of every entry that says nothing else, by configuration key. */
    static Map<String, String> ofEntries(SectionValues values) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : OF_ENTRIES) {
            Boolean value = values.truth(key);
            if (value != null) {
                settings.put(key, value.toString());
            }
        }
        return settings;
    }

    static LitellmSettings of(SectionValues values) {
        Duration timeout = values.limit("request_timeout");
        return new LitellmSettings(
                values.truth("drop_params", DEFAULTS.dropParams),
                timeout == null ? DEFAULTS.requestTimeout : timeout,
                values.count("num_retries"),
                values.truth("require_auth_for_metrics_endpoint", DEFAULTS.authenticatedMetrics));
    }
}
