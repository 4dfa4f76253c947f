package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.Optional;

/** Checks the key in {@code Authorization: Bearer}. */
public final class BearerKey {

    private static final String SCHEME = "Bearer ";

    private BearerKey() {}

    /** Refuses a request without the right key. */
    public static void require(RecordedRequest request, VendorSettings settings) {
        String key = of(request).orElseThrow(BearerKey::missing);
        if (!settings.accepts(key)) {
            throw Refusal.of(
                    401,
                    "Incorrect API key provided: " + masked(key)
                            + ". You can find your API key at https://platform.openai.com/account/api-keys.",
                    null,
                    "invalid_api_key");
        }
    }

    /** The key, when there is one. */
    public static Optional<String> of(RecordedRequest request) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(key -> !key.isEmpty());
    }

    private static Refusal missing() {
        return Refusal.of(
                401,
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer "
                        + "auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from "
                        + "https://platform.openai.com/account/api-keys.",
                null,
                null);
    }

    private static String masked(String key) {
        return key.length() <= 8
                ? "*".repeat(key.length())
                : key.substring(0, 3) + "***" + key.substring(key.length() - 4);
    }
}
