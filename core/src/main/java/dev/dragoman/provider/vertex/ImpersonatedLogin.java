package dev.dragoman.provider.vertex;

import dev.dragoman.http.Upstream;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A login that acts for a service account.
 *
 * @param source who acts
 * @param address where the tokens of the service account come from
 * @param delegates service accounts between the two
 * @param seconds how long a token lives
 * @see <a href="https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken">
 *     Google: generateAccessToken</a>
 */
record ImpersonatedLogin(
        String id,
        GoogleLogin source,
        URI address,
        JsonArray delegates,
        long seconds,
        @Nullable String quotaProject) implements GoogleLogin {

    private static final String ADDRESS = "service_account_impersonation_url";
    private static final long LIFE = 3600;

    static ImpersonatedLogin of(JsonObject credentials) {
        JsonObject source = credentials.object("source_credentials");
        if (source == null) {
            throw new IllegalArgumentException(
                    "Google Cloud credentials without source_credentials (expected: the credentials of who acts)");
        }
        GoogleLogins.required(credentials, ADDRESS);
        return new ImpersonatedLogin(
                GoogleLogins.digest(credentials),
                GoogleLogins.of(source),
                TokenCall.uri(credentials, ADDRESS, ""),
                delegates(credentials),
                LIFE,
                credentials.string("quota_project_id"));
    }

    /** The login itself, or the service account that the credentials say it acts for. */
    static GoogleLogin actingFor(JsonObject credentials, GoogleLogin source) {
        if (credentials.string(ADDRESS) == null) {
            return source;
        }
        JsonObject options = credentials.object("service_account_impersonation");
        Long seconds = options == null ? null : options.integer("token_lifetime_seconds");
        return new ImpersonatedLogin(
                source.id() + " acting",
                source,
                TokenCall.uri(credentials, ADDRESS, ""),
                JsonArray.EMPTY,
                seconds == null ? LIFE : seconds,
                null);
    }

    private static JsonArray delegates(JsonObject credentials) {
        JsonArray delegates = credentials.array("delegates");
        return delegates == null ? JsonArray.EMPTY : delegates;
    }

    @Override
    public Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        Tokens.Token own = source.fetch(upstream, clock);
        JsonObject.Builder asked = JsonObject.builder();
        if (!delegates.isEmpty()) {
            asked.put("delegates", delegates);
        }
        asked.put("scope", JsonArray.of(new JsonString(SCOPE))).put("lifetime", seconds + "s");
        return TokenCall.json(address, asked.build())
                .with("authorization", "Bearer " + own.value())
                .token(upstream, clock);
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return address.toString();
    }
}
