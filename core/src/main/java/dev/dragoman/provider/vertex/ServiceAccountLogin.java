package dev.dragoman.provider.vertex;

import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service account that proves itself by a key.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Google: OAuth 2.0 for server to server
 *     applications</a>
 */
record ServiceAccountLogin(
        String id, String email, @Nullable String keyId, PrivateKey key, URI tokenUri) implements GoogleLogin {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);

    static ServiceAccountLogin of(JsonObject credentials) {
        return new ServiceAccountLogin(
                GoogleLogins.digest(credentials),
                GoogleLogins.required(credentials, "client_email"),
                credentials.string("private_key_id"),
                Jwt.privateKey(GoogleLogins.required(credentials, "private_key")),
                TokenCall.uri(credentials, "token_uri", "https://oauth2.googleapis.com/token"));
    }

    @Override
    public Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("assertion", Jwt.signed(keyId, claims(clock.instant()), key));
        return TokenCall.form(tokenUri, form).token(upstream, clock);
    }

    private JsonObject claims(Instant now) {
        return JsonObject.builder()
                .put("iss", email)
                .put("scope", SCOPE)
                .put("aud", tokenUri.toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond())
                .build();
    }

    /** No key in here. */
    @Override
    public String toString() {
        return email;
    }
}
