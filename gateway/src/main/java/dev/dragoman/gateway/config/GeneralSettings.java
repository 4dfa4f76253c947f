package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code general_settings}: the server.
 *
 * @param masterKey the admin's key; null when none is set
 * @param databaseUrl the database; null when none is set
 * @param maxRequestBytes the largest request body
 * @param maxResponseBytes the largest answer of a provider; null when not set
 * @param completionModel the model of every chat request, whatever the client asks for; null for the client's choice
 * @param keyHeaderName a further header that keys are read from; null for none
 * @param alwaysIncludeStreamUsage whether streams always end with their usage
 * @param allowClientSideCredentials whether clients may send credentials for providers
 * @param forwarding what of a client's header is passed on to providers
 * @param healthChecks checks of models
 */
public record GeneralSettings(
        @Nullable String masterKey,
        @Nullable String databaseUrl,
        int maxRequestBytes,
        @Nullable Integer maxResponseBytes,
        @Nullable String completionModel,
        @Nullable String keyHeaderName,
        boolean alwaysIncludeStreamUsage,
        boolean allowClientSideCredentials,
        Forwarding forwarding,
        HealthChecks healthChecks) {

    /** What holds when nothing is set: requests of up to 100 MiB. */
    public static final GeneralSettings DEFAULTS = new GeneralSettings(
            null, null, 100 << 20, null, null, null, false, false, Forwarding.DEFAULTS, HealthChecks.DEFAULTS);

    /**
     * What of a client's header is passed on to providers.
     *
     * @param clientHeaders fields that begin with {@code x-}, and {@code anthropic-beta}
     * @param providerAuth the client's own provider keys
     * @param openaiOrganization the client's OpenAI organization
     */
    public record Forwarding(boolean clientHeaders, boolean providerAuth, boolean openaiOrganization) {

        /** Nothing. */
        public static final Forwarding DEFAULTS = new Forwarding(false, false, false);
    }

    /**
     * Checks of models.
     *
     * @param background whether they run in the background
     * @param interval between background checks
     * @param details whether details are shown
     * @param concurrency checks at once; null for all
     * @param publicReadinessDetails whether readiness details are shown without a key
     */
    public record HealthChecks(
            boolean background,
            Duration interval,
            boolean details,
            @Nullable Integer concurrency,
            boolean publicReadinessDetails) {

        /** Only when asked, with details for those who have a key; every five minutes once turned on. */
        public static final HealthChecks DEFAULTS = new HealthChecks(false, Duration.ofMinutes(5), true, null, false);
    }

    static GeneralSettings of(SectionValues values) {
        Integer maxRequest = bytes(values, "max_request_size_mb");
        return new GeneralSettings(
                values.text("master_key"),
                values.text("database_url"),
                maxRequest == null ? DEFAULTS.maxRequestBytes : maxRequest,
                bytes(values, "max_response_size_mb"),
                values.text("completion_model"),
                values.text("litellm_key_header_name"),
                values.truth("always_include_stream_usage", DEFAULTS.alwaysIncludeStreamUsage),
                values.truth("allow_client_side_credentials", DEFAULTS.allowClientSideCredentials),
                forwarding(values),
                healthChecks(values));
    }

    private static Forwarding forwarding(SectionValues values) {
        return new Forwarding(
                values.truth("forward_client_headers_to_llm_api", Forwarding.DEFAULTS.clientHeaders),
                values.truth("forward_llm_provider_auth_headers", Forwarding.DEFAULTS.providerAuth),
                values.truth("forward_openai_org_id", Forwarding.DEFAULTS.openaiOrganization));
    }

    private static HealthChecks healthChecks(SectionValues values) {
        HealthChecks defaults = HealthChecks.DEFAULTS;
        Long concurrency = values.whole("health_check_concurrency");
        return new HealthChecks(
                values.truth("background_health_checks", defaults.background),
                values.span("health_check_interval", defaults.interval),
                values.truth("health_check_details", defaults.details),
                concurrency == null ? null : (int) Math.min(concurrency, Integer.MAX_VALUE),
                values.truth("allow_public_health_readiness_details", defaults.publicReadinessDetails));
    }

    private static @Nullable Integer bytes(SectionValues values, String key) {
        BigDecimal megabytes = values.decimal(key);
        return megabytes == null
                ? null
                : megabytes.multiply(BigDecimal.valueOf(1 << 20)).intValue();
    }

    /** The same with this master key. */
    public GeneralSettings withMasterKey(String key) {
        return new GeneralSettings(
                key,
                databaseUrl,
                maxRequestBytes,
                maxResponseBytes,
                completionModel,
                keyHeaderName,
                alwaysIncludeStreamUsage,
                allowClientSideCredentials,
                forwarding,
                healthChecks);
    }

    /** No key and no address in here. */
    @Override
    public String toString() {
        return "GeneralSettings[masterKey " + (masterKey == null ? "absent" : "set") + ", database "
                + (databaseUrl == null ? "absent" : "set") + "]";
    }
}
