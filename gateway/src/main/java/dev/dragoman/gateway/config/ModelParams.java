package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment's provider is called: {@code litellm_params}, with environment variables and credentials filled in.
 * Accessors give null for what is not set. Immutable.
 */
public final class ModelParams {

    private final SectionValues values;

    ModelParams(SectionValues values) {
        this.values = values;
    }

    /** The provider and its model, such as {@code openai/gpt-4o}. */
    public String model() {
        return Objects.requireNonNull(values.text("model"), "model");
    }

    /** The provider, when the model does not begin with it. */
    public @Nullable String customLlmProvider() {
        return values.text("custom_llm_provider");
    }

    /** The provider's key. */
    public @Nullable String apiKey() {
        return values.text("api_key");
    }

    /** The provider's base address, from {@code api_base} or {@code base_url}. */
    public @Nullable String apiBase() {
        return values.text("api_base");
    }

    /** The version of the provider's interface. */
    public @Nullable String apiVersion() {
        return values.text("api_version");
    }

    /** The provider's organization. */
    public @Nullable String organization() {
        List<String> organizations = values.texts("organization");
        return organizations.isEmpty() ? null : organizations.getFirst();
    }

    /** A ready Entra ID token. */
    public @Nullable String azureAdToken() {
        return values.text("azure_ad_token");
    }

    /** The Entra ID tenant. */
    public @Nullable String tenantId() {
        return values.text("tenant_id");
    }

    /** The Entra ID application. */
    public @Nullable String clientId() {
        return values.text("client_id");
    }

    /** The Entra ID application's secret. */
    public @Nullable String clientSecret() {
        return values.text("client_secret");
    }

    /** The scope of fetched tokens. */
    public @Nullable String azureScope() {
        return values.text("azure_scope");
    }

    /** All texts that are set, by key: what a provider may need beside its model, key and base address. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : new TreeSet<>(values.known().keySet())) {
            if (values.known().get(key) instanceof String text) {
                settings.put(key, text);
            }
        }
        String organization = organization();
        if (organization != null) {
            settings.put("organization", organization);
        }
        return Collections.unmodifiableMap(settings);
    }

    /** How long one attempt may take. */
    public @Nullable Duration timeout() {
        return values.limit("timeout");
    }

    /** How long a stream may take to its first event. */
    public @Nullable Duration streamTimeout() {
        return values.limit("stream_timeout");
    }

    /** The same as {@link #timeout()}, used when that is not set. */
    public @Nullable Duration requestTimeout() {
        return values.limit("request_timeout");
    }

    /** Further attempts, used when {@link #numRetries()} is not set. */
    public @Nullable Integer maxRetries() {
        return count("max_retries");
    }

    /** Further attempts after this deployment failed. */
    public @Nullable Integer numRetries() {
        return count("num_retries");
    }

    /** How often the deployment is chosen, relative to its group. */
    public @Nullable Double weight() {
        BigDecimal weight = values.decimal("weight");
        return weight == null ? null : weight.doubleValue();
    }

    /** Requests per minute. */
    public @Nullable Long rpm() {
        return values.whole("rpm");
    }

    /** Tokens per minute. */
    public @Nullable Long tpm() {
        return values.whole("tpm");
    }

    /** Deployments of the lowest order are asked first. */
    public @Nullable Integer order() {
        return count("order");
    }

    /** Whether parameters the model does not take are left out; null for the gateway's default. */
    public @Nullable Boolean dropParams() {
        return values.truth("drop_params");
    }

    /** Parameters always left out. */
    public List<String> additionalDropParams() {
        return values.texts("additional_drop_params");
    }

    /** Parameters sent although the model is not known to take them. */
    public List<String> allowedOpenaiParams() {
        return values.texts("allowed_openai_params");
    }

    /** Header fields added to every request. */
    public Map<String, String> extraHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        values.map("extra_headers").forEach((name, value) -> headers.put(name, value.toString()));
        return Collections.unmodifiableMap(headers);
    }

    /** Members put on top of every request body. */
    public Map<String, Object> extraBody() {
        return values.map("extra_body");
    }

    /** Answer given instead of calling the provider. */
    public @Nullable String mockResponse() {
        return values.text("mock_response");
    }

    /**
     * Request parameters used when the client gives none: every key that is no setting. Values are String, Long, Double,
     * BigDecimal, Boolean, List or Map; nested ones may be null.
     */
    public Map<String, Object> defaults() {
        return values.others();
    }

    /** All values, for the deployment's id. */
    Map<String, Object> all() {
        return values.all();
    }

    private @Nullable Integer count(String key) {
        Long value = values.whole(key);
        return value == null ? null : Math.toIntExact(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelParams params && values.equals(params.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** No key in here. */
    @Override
    public String toString() {
        return model();
    }
}
