package dev.dragoman.gateway.login;

import dev.dragoman.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login that has begun and waits for the browser to come back from the provider.
 *
 * @param state what the provider sends back
 * @param nonce what its token must tell
 * @param verifier what proves that the code is asked for by who began; null without PKCE
 * @param redirect where the provider was told to send the browser
 * @param shows whether what is told is only shown
 * @param end when it is given up
 */
record PendingLogin(
        String state, String nonce, @Nullable String verifier, String redirect, boolean shows, Instant end) {

    JsonObject json() {
        return JsonObject.builder()
                .put("state", state)
                .put("nonce", nonce)
                .putIfPresent("verifier", verifier)
                .put("redirect", redirect)
                .put("shows", shows)
                .put("end", end.toEpochMilli())
                .build();
    }

    static @Nullable PendingLogin of(JsonObject json) {
        String state = json.string("state");
        String nonce = json.string("nonce");
        String redirect = json.string("redirect");
        Long end = json.integer("end");
        if (state == null || nonce == null || redirect == null || end == null) {
            return null;
        }
        boolean shows = Boolean.TRUE.equals(json.bool("shows"));
        return new PendingLogin(state, nonce, json.string("verifier"), redirect, shows, Instant.ofEpochMilli(end));
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return "PendingLogin[until " + end + "]";
    }
}
