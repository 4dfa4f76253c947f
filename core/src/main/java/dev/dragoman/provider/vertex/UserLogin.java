package dev.dragoman.provider.vertex;

import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person who logged in with gcloud.
 *
 * @see <a href="https://cloud.google.com/docs/authentication/set-up-adc-local-dev-environment">Google: Set up ADC for a local
 *     development environment</a>
 */
record UserLogin(
        String id,
        Map<String, String> form,
        URI tokenUri,
        @Nullable String quotaProject) implements GoogleLogin {

    static UserLogin of(JsonObject credentials) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        for (String member : new String[] {"client_id", "client_secret", "refresh_token"}) {
            form.put(member, GoogleLogins.required(credentials, member));
        }
        return new UserLogin(
                GoogleLogins.digest(credentials),
                form,
                TokenCall.uri(credentials, "token_uri", "https://oauth2.googleapis.com/token"),
                credentials.string("quota_project_id"));
    }

    @Override
    public Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        return TokenCall.form(tokenUri, form).token(upstream, clock);
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return "user at " + tokenUri;
    }
}
