package dev.dragoman.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * The section {@code general_settings}.
 *
 * @param masterKey the administrator's key; null to use a generated one
 * @param keyHeader a further header in which clients send their key; null for none
 * @param completionModel the model that every chat request uses; null for the one asked for
 * @param maxRequestBytes the longest request body
 * @param maxResponseBytes the longest whole answer of a vendor
 * @param forwardClientHeaders whether {@code x-} headers of clients go to vendors
 * @param alwaysIncludeStreamUsage whether every stream ends with its usage
 * @param healthCheckDetails whether {@code /health} tells more than names
 */
public record GeneralSettings(
        @Nullable String masterKey,
        @Nullable String keyHeader,
        @Nullable String completionModel,
        int maxRequestBytes,
        int maxResponseBytes,
        boolean forwardClientHeaders,
        boolean alwaysIncludeStreamUsage,
        boolean healthCheckDetails) {

    /** Nothing set. */
    public static final GeneralSettings DEFAULTS =
            new GeneralSettings(null, null, null, 100 << 20, 100 << 20, false, false, true);
}
