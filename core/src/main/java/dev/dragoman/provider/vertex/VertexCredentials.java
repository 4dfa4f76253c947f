package dev.dragoman.provider.vertex;

import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * An access token for Google Cloud: given as key, or fetched by a login. A key of the express mode travels in its own header;
 * a header that the configuration sets itself stays.
 */
final class VertexCredentials implements Credentials {

    private static final String KEY = "x-goog-api-key";
    private static final String BEARER = "authorization";
    private static final String ACCESS_TOKEN = "ya29.";
    private static final String OWN_PROJECT = "/projects/" + VertexPlace.OWN + "/";

    // By the text they were made from, so that no call reads credentials or digests a key again.
    private final ConcurrentMap<String, GoogleLogin> logins = new ConcurrentHashMap<>();

    /** Whether a key is one of the express mode, which needs no project. */
    static boolean isExpressKey(@Nullable String key) {
        return key != null && !key.isBlank() && !key.startsWith(ACCESS_TOKEN);
    }

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        Headers headers = request.headers();
        if (headers.contains(KEY) || headers.contains(BEARER)) {
            return request;
        }
        String key = target.apiKey();
        if (key != null && !key.isBlank()) {
            return isExpressKey(key) ? with(request, KEY, key.strip()) : with(request, BEARER, "Bearer " + key.strip());
        }
        GoogleLogin login = login(target);
        String token = tokens.token(login.id(), upstream -> login.fetch(upstream, tokens.clock()));
        UpstreamRequest signed = with(request, BEARER, "Bearer " + token);
        String quota = login.quotaProject();
        return located(quota == null ? signed : with(signed, "x-goog-user-project", quota), login, tokens);
    }

    private GoogleLogin login(Target target) {
        String json = target.setting(VertexSettings.CREDENTIALS);
        if (json == null) {
            return MetadataLogin.at(target.setting(VertexSettings.METADATA_HOST));
        }
        return logins.computeIfAbsent(json, text -> GoogleLogins.of(Json.parseObject(text)));
    }

    private static UpstreamRequest located(UpstreamRequest request, GoogleLogin login, Tokens tokens) {
        if (!(login instanceof MetadataLogin machine) || !request.target().contains(OWN_PROJECT)) {
            return request;
        }
        String project =
                tokens.token(machine.id() + " project", upstream -> machine.fetchProject(upstream, tokens.clock()));
        return new UpstreamRequest(
                request.method(),
                request.origin(),
                request.target()
                        .replace(OWN_PROJECT, "/projects/" + Percent.encoded(project, VertexAddress.PLAIN) + "/"),
                request.headers(),
                request.body());
    }

    private static UpstreamRequest with(UpstreamRequest request, String name, String value) {
        return request.withHeaders(
                request.headers().toBuilder().set(name, value).build());
    }
}
