package dev.dragoman.gateway.web.netty.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Field names that are met often, found by their bytes so that no string is made for them. */
final class FieldNames {

    private static final List<String> COMMON = List.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "alt-svc",
            "anthropic-beta",
            "anthropic-organization-id",
            "anthropic-version",
            "api-key",
            "authorization",
            "cache-control",
            "cf-cache-status",
            "cf-ray",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "expect",
            "forwarded",
            "host",
            "http-referer",
            "idempotency-key",
            "keep-alive",
            "openai-beta",
            "openai-model",
            "openai-organization",
            "openai-processing-ms",
            "openai-project",
            "openai-version",
            "origin",
            "pragma",
            "referer",
            "request-id",
            "retry-after",
            "server",
            "set-cookie",
            "strict-transport-security",
            "te",
            "traceparent",
            "tracestate",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "vary",
            "via",
            "x-api-key",
            "x-content-type-options",
            "x-envoy-upstream-service-time",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-goog-api-key",
            "x-ratelimit-limit-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-requests",
            "x-ratelimit-reset-tokens",
            "x-real-ip",
            "x-request-id",
            "x-stainless-arch",
            "x-stainless-async",
            "x-stainless-lang",
            "x-stainless-os",
            "x-stainless-package-version",
            "x-stainless-retry-count",
            "x-stainless-runtime",
            "x-stainless-runtime-version",
            "x-stainless-timeout");

    private static final int MASK = 511;
    private static final @Nullable String[] NAMES = new @Nullable String[MASK + 1];
    private static final byte[][] BYTES = new byte[MASK + 1][];

    static {
        for (String name : COMMON) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int slot = hash(bytes, 0, bytes.length) & MASK;
            while (NAMES[slot] != null) {
                slot = slot + 1 & MASK;
            }
            NAMES[slot] = name;
            BYTES[slot] = bytes;
        }
    }

    private FieldNames() {}

    /** The name that these lower-case bytes spell. */
    static String of(byte[] bytes, int offset, int length) {
        int slot = hash(bytes, offset, length) & MASK;
        for (String name = NAMES[slot]; name != null; name = NAMES[slot]) {
            if (spells(BYTES[slot], bytes, offset, length)) {
                return name;
            }
            slot = slot + 1 & MASK;
        }
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean spells(byte[] name, byte[] bytes, int offset, int length) {
        return java.util.Arrays.equals(name, 0, name.length, bytes, offset, offset + length);
    }

    /** Mixes the length with the first, middle and last bytes, which tell the common names apart. */
    private static int hash(byte[] bytes, int offset, int length) {
        int first = bytes[offset];
        int middle = bytes[offset + length / 2];
        int last = bytes[offset + length - 1];
        int nearLast = bytes[offset + Math.max(0, length - 4)];
        int hash = ((first * 31 + middle) * 31 + last) * 31 + nearLast + length * 7;
        return hash ^ hash >>> 7;
    }
}
