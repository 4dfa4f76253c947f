package dev.dragoman.gateway.identity;

import dev.dragoman.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key that a client sent. The order is LiteLLM's: the configured header, {@code x-litellm-api-key}, {@code
 * Authorization}, {@code api-key} (Azure), {@code x-api-key} (Anthropic), {@code x-goog-api-key} (Google).
 */
final class Credential {

    private static final String BEARER = "bearer ";

    private final @Nullable String extraHeader;

    Credential(@Nullable String extraHeader) {
        this.extraHeader = extraHeader;
    }

    /** The key, or null when there is none. */
    @Nullable
    String of(Headers headers) {
        String extra = extraHeader;
        String key = extra == null ? null : headers.first(extra);
        key = key != null ? key : headers.first("x-litellm-api-key");
        key = key != null ? key : headers.first("authorization");
        key = key != null ? key : headers.first("api-key");
        key = key != null ? key : headers.first("x-api-key");
        key = key != null ? key : headers.first("x-goog-api-key");
        return key == null ? null : withoutScheme(key.strip());
    }

    private static String withoutScheme(String value) {
        boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? value.substring(BEARER.length()).strip() : value;
    }
}
