package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import java.util.Optional;

/** Checks the key and the version header. */
final class AnthropicHeaders {

    /** The version that took away the sampling parameters. */
    static final String NEWEST_VERSION = "2026-10-21";

    private static final List<String> VERSIONS = List.of("2023-01-01", "2023-06-01", NEWEST_VERSION);
    private static final String SCHEME = "Bearer ";

    private AnthropicHeaders() {}

    static void require(RecordedRequest request, VendorSettings settings) {
        Optional<String> key = request.header("x-api-key");
        Optional<String> authorization = request.header("authorization");
        if (key.isPresent()) {
            requireAccepted(settings, key.get(), "invalid x-api-key");
        } else if (authorization.isPresent()) {
            String value = authorization.get();
            String token = value.startsWith(SCHEME) ? value.substring(SCHEME.length()) : "";
            requireAccepted(settings, token, "Invalid bearer token");
        } else {
            throw unauthenticated("x-api-key header is required");
        }
        requireVersion(request);
    }

    static boolean isNewestVersion(RecordedRequest request) {
        return request.header("anthropic-version")
                .filter(NEWEST_VERSION::equals)
                .isPresent();
    }

    private static void requireAccepted(VendorSettings settings, String key, String message) {
        if (!settings.accepts(key)) {
            throw unauthenticated(message);
        }
    }

    private static void requireVersion(RecordedRequest request) {
        String version = request.header("anthropic-version")
                .orElseThrow(() -> AnthropicRefusal.badRequest("anthropic-version: header is required"));
        if (!VERSIONS.contains(version)) {
            throw AnthropicRefusal.badRequest("anthropic-version: \"" + version + "\" is not a valid version");
        }
    }

    private static AnthropicRefusal unauthenticated(String message) {
        return AnthropicRefusal.of(401, "authentication_error", message);
    }
}
