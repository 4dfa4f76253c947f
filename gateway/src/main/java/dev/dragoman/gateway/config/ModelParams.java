package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code litellm_params} of a deployment.
 *
 * @param model {@code provider/model}
 * @param provider {@code custom_llm_provider}; null when the model string names it
 * @param settings what address and credentials need beside key and base, by configuration key
 * @param defaults request parameters for callers that give none
 * @param dropParams null when not set here
 */
public record ModelParams(
        String model,
        @Nullable String provider,
        @Nullable String apiKey,
        @Nullable String apiBase,
        @Nullable String apiVersion,
        Map<String, String> settings,
        @Nullable Duration timeout,
        @Nullable Duration streamTimeout,
        @Nullable Double weight,
        @Nullable Long rpm,
        @Nullable Long tpm,
        @Nullable Boolean dropParams,
        List<String> additionalDropParams,
        List<String> allowedOpenaiParams,
        Map<String, String> extraHeaders,
        JsonObject extraBody,
        JsonObject defaults) {

    public ModelParams {
        settings = Map.copyOf(settings);
        additionalDropParams = List.copyOf(additionalDropParams);
        allowedOpenaiParams = List.copyOf(allowedOpenaiParams);
        extraHeaders = Map.copyOf(extraHeaders);
    }
}
