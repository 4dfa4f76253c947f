package dev.dragoman.provider.vertex;

import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An identity of another provider, exchanged for a token of Google Cloud.
 *
 * @param form what is always asked, but for the subject's token
 * @param client basic authorization of the asking application; null for none
 * @see <a href="https://cloud.google.com/iam/docs/workload-identity-federation">Google: Workload Identity Federation</a>
 */
record FederatedLogin(
        String id,
        SubjectToken subject,
        URI address,
        Map<String, String> form,
        @Nullable String client) implements GoogleLogin {

    static GoogleLogin of(JsonObject credentials) {
        GoogleLogin own = new FederatedLogin(
                GoogleLogins.digest(credentials),
                SubjectToken.of(credentials),
                TokenCall.uri(credentials, "token_url", "https://sts.googleapis.com/v1/token"),
                form(credentials),
                client(credentials));
        return ImpersonatedLogin.actingFor(credentials, own);
    }

    private static Map<String, String> form(JsonObject credentials) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("audience", GoogleLogins.required(credentials, "audience"));
        form.put("scope", SCOPE);
        form.put("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
        form.put("subject_token_type", GoogleLogins.required(credentials, "subject_token_type"));
        String project = credentials.string("workforce_pool_user_project");
        if (project != null && credentials.string("client_id") == null) {
            form.put(
                    "options",
                    JsonObject.builder().put("userProject", project).build().toJson());
        }
        return form;
    }

    private static @Nullable String client(JsonObject credentials) {
        String client = credentials.string("client_id");
        String secret = credentials.string("client_secret");
        if (client == null || secret == null) {
            return null;
        }
        byte[] pair = (client + ':' + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        Map<String, String> asked = new LinkedHashMap<>(form);
        asked.put("subject_token", subject.read(upstream, clock));
        TokenCall call = TokenCall.form(address, asked);
        return (client == null ? call : call.with("authorization", client)).token(upstream, clock);
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return form.get("audience") + " at " + address;
    }
}
