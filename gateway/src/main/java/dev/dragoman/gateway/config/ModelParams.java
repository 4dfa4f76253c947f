package dev.dragoman.gateway.config;

import dev.dragoman.catalog.PriceFields;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code litellm_params} of a deployment, with environment variables and credentials filled in. Null is what is not
 * set.
 *
 * @param model {@code provider/model}
 * @param provider {@code custom_llm_provider}; null when the model string names it
 * @param apiKey the provider's key
 * @param apiBase the provider's base address, from {@code api_base} or {@code base_url}
 * @param apiVersion the version of the provider's interface
 * @param settings every other text that is a setting, by configuration key, such as {@code tenant_id}
 * @param timeout how long one attempt may take
 * @param streamTimeout how long a stream may take to its first event
 * @param retries further attempts after this deployment failed
 * @param order deployments of the lowest order are asked first
 * @param cooldown how long it is left alone after it failed
 * @param serving which calls it serves
 * @param weight how often the deployment is chosen, relative to its group
 * @param rpm requests per minute
 * @param tpm tokens per minute
 * @param dropParams whether parameters the model does not take are left out
 * @param additionalDropParams parameters always left out
 * @param allowedOpenaiParams parameters sent although the model is not known to take them
 * @param extraHeaders fields added to every request
 * @param extraBody members put on top of every request body
 * @param prices prices in LiteLLM's fields, that count before those of the catalogue
 * @param unknownPrices keys that are named like prices, and are none
 * @param defaults request parameters for callers that give none: every key that is no setting
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
        @Nullable Integer retries,
        @Nullable Integer order,
        @Nullable Duration cooldown,
        Serving serving,
        @Nullable Double weight,
        @Nullable Long rpm,
        @Nullable Long tpm,
        @Nullable Boolean dropParams,
        List<String> additionalDropParams,
        List<String> allowedOpenaiParams,
        Map<String, String> extraHeaders,
        JsonObject extraBody,
        JsonObject prices,
        List<String> unknownPrices,
        JsonObject defaults) {

    static final String MERGED_REASONING = "merge_reasoning_content_in_choices";
    private static final String HEDGE_AFTER = "hedge_after_ms";
    private static final Set<String> TRUTHS =
            Set.of(MERGED_REASONING, "use_in_pass_through", "caching", "single_flight");

    private static final Set<String> TYPED =
            Set.of("model", "custom_llm_provider", "api_key", "api_base", "api_version", "litellm_credential_name");

    public ModelParams {
        settings = Map.copyOf(settings);
        additionalDropParams = List.copyOf(additionalDropParams);
        allowedOpenaiParams = List.copyOf(allowedOpenaiParams);
        extraHeaders = Map.copyOf(extraHeaders);
        unknownPrices = List.copyOf(unknownPrices);
    }

    static ModelParams of(SectionValues values, Serving serving, @Nullable String organization) {
        Duration timeout = values.limit("timeout");
        Integer retries = values.count("num_retries");
        return new ModelParams(
                Objects.requireNonNull(values.text("model"), "model"),
                values.text("custom_llm_provider"),
                given(values.text("api_key")),
                given(values.text("api_base")),
                values.text("api_version"),
                settings(values, organization),
                timeout != null ? timeout : values.limit("request_timeout"),
                values.limit("stream_timeout"),
                retries != null ? retries : values.count("max_retries"),
                values.count("order"),
                values.spanOrNull("cooldown_time"),
                serving,
                values.number("weight"),
                values.whole("rpm"),
                values.whole("tpm"),
                values.truth("drop_params"),
                values.texts("additional_drop_params"),
                values.texts("allowed_openai_params"),
                values.textMap("extra_headers"),
                values.object("extra_body"),
                values.prices(),
                values.unknownPrices(),
                values.others());
    }

    /** Nothing but a model. */
    static ModelParams only(String model) {
        return new ModelParams(
                model,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                Serving.ALL,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                JsonObject.EMPTY,
                JsonObject.EMPTY,
                List.of(),
                JsonObject.EMPTY);
    }

    /** The same with these settings where it has none of its own. */
    ModelParams inheriting(Map<String, String> inherited) {
        Map<String, String> all = new LinkedHashMap<>(inherited);
        all.putAll(settings);
        return new ModelParams(
                model,
                provider,
                apiKey,
                apiBase,
                apiVersion,
                all,
                timeout,
                streamTimeout,
                retries,
                order,
                cooldown,
                serving,
                weight,
                rpm,
                tpm,
                dropParams,
                additionalDropParams,
                allowedOpenaiParams,
                extraHeaders,
                extraBody,
                prices,
                unknownPrices,
                defaults);
    }

    /** As in LiteLLM, an empty text says nothing. */
    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static Map<String, String> settings(SectionValues values, @Nullable String organization) {
        Map<String, String> settings = new LinkedHashMap<>();
        values.known().forEach((key, value) -> {
            if (value instanceof String text && !TYPED.contains(key) && !PriceFields.isPrice(key)) {
                settings.put(key, text);
            }
            if (value instanceof Boolean truth && TRUTHS.contains(key)) {
                settings.put(key, truth.toString());
            }
            if (value instanceof Long number && key.equals(HEDGE_AFTER)) {
                settings.put(key, number.toString());
            }
            if (value instanceof JsonObject map && key.equals("vertex_credentials")) {
                settings.put(key, map.toJson());
            }
        });
        if (organization != null) {
            settings.put("organization", organization);
        }
        return settings;
    }

    /** No key in here. */
    @Override
    public String toString() {
        return model + (apiBase == null ? "" : " at " + apiBase);
    }
}
