package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code general_settings}.
 *
 * @param masterKey the administrator's key; null to use a generated one
 * @param databaseUrl the database; null for the embedded one
 * @param databaseConnections to the database at once, at most
 * @param keyHeader a further header in which clients send their key; null for none
 * @param completionModel the model that every chat request uses; null for the one asked for
 * @param maxRequestBytes the longest request body
 * @param maxResponseBytes the longest whole answer of a vendor
 * @param allowClientSideCredentials whether clients may send credentials for vendors
 * @param forwardClientHeaders whether {@code x-} headers of clients go to vendors
 * @param alwaysIncludeStreamUsage whether every stream ends with its usage
 * @param healthCheckDetails whether {@code /health} tells more than names
 * @param backgroundHealthChecks checks of models that nobody asked for
 */
public record GeneralSettings(
        @Nullable String masterKey,
        @Nullable String databaseUrl,
        int databaseConnections,
        @Nullable String keyHeader,
        @Nullable String completionModel,
        int maxRequestBytes,
        int maxResponseBytes,
        boolean allowClientSideCredentials,
        boolean forwardClientHeaders,
        boolean alwaysIncludeStreamUsage,
        boolean healthCheckDetails,
        BackgroundHealthChecks backgroundHealthChecks) {

    /** Nothing set: bodies and answers of up to 100 MiB. */
    public static final GeneralSettings DEFAULTS = new GeneralSettings(
            null,
            null,
            10,
            null,
            null,
            100 << 20,
            100 << 20,
            false,
            false,
            false,
            true,
            BackgroundHealthChecks.DEFAULTS);

    /**
     * Checks of models that nobody asked for.
     *
     * @param on whether they run
     * @param interval between two rounds
     * @param concurrency checks at once
     * @param groups public names that are checked; empty for all
     * @param skipDisabled whether models that are not checked in the background are not checked on demand either
     * @param turns how instances make them in turn
     */
    public record BackgroundHealthChecks(
            boolean on,
            Duration interval,
            int concurrency,
            List<String> groups,
            boolean skipDisabled,
            HealthTurns turns) {

        /** None; every five minutes once turned on, 32 at once. */
        public static final BackgroundHealthChecks DEFAULTS =
                new BackgroundHealthChecks(false, Duration.ofMinutes(5), 32, List.of(), false, HealthTurns.DEFAULTS);

        public BackgroundHealthChecks {
            groups = List.copyOf(groups);
        }
    }

    /**
     * The settings of a section.
     *
     * @param maxResponseBytes used when the section says nothing; null for the default
     */
    static GeneralSettings of(SectionValues values, @Nullable Integer maxResponseBytes) {
        return new GeneralSettings(
                values.text("master_key"),
                values.text("database_url"),
                values.whole("database_connection_pool_limit", DEFAULTS.databaseConnections),
                values.text("litellm_key_header_name"),
                values.text("completion_model"),
                first(values.mebibytes("max_request_size_mb"), null, DEFAULTS.maxRequestBytes),
                first(values.mebibytes("max_response_size_mb"), maxResponseBytes, DEFAULTS.maxResponseBytes),
                values.truth("allow_client_side_credentials", DEFAULTS.allowClientSideCredentials),
                values.truth("forward_client_headers_to_llm_api", DEFAULTS.forwardClientHeaders),
                values.truth("always_include_stream_usage", DEFAULTS.alwaysIncludeStreamUsage),
                values.truth("health_check_details", DEFAULTS.healthCheckDetails),
                healthChecks(values));
    }

    private static int first(@Nullable Integer set, @Nullable Integer elsewhere, int fallback) {
        return set != null ? set : elsewhere != null ? elsewhere : fallback;
    }

    private static BackgroundHealthChecks healthChecks(SectionValues values) {
        BackgroundHealthChecks defaults = BackgroundHealthChecks.DEFAULTS;
        return new BackgroundHealthChecks(
                values.truth("background_health_checks", defaults.on),
                values.span("health_check_interval", defaults.interval),
                values.whole("health_check_concurrency", defaults.concurrency),
                values.texts("background_health_check_model_groups"),
                values.truth("health_check_skip_disabled_background_models", defaults.skipDisabled),
                HealthTurns.of(values));
    }

    /** No key and no address in here. */
    @Override
    public String toString() {
        return "GeneralSettings[masterKey " + (masterKey == null ? "absent" : "set") + ", databaseUrl "
                + (databaseUrl == null ? "absent" : "set") + "]";
    }
}
