package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.vertex.VertexSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service of Google Cloud, asked with Google's usual credentials. */
final class GoogleCloud {

    private static final byte[] NOTHING = new byte[0];

    private final VaultServer server;

    /**
     * A service.
     *
     * @param endpoint the variable that holds another address, as gcloud reads it
     * @throws IllegalArgumentException when the credentials cannot be read
     */
    GoogleCloud(String address, String endpoint, VaultWorld world) {
        Target target = world.target("secrets", VertexSettings.resolved(Map.of(), world.environment()::get));
        Credentials credentials = world.google().get();
        this.server = world.server(endpoint, world.variable(endpoint, address))
                .signedBy(request -> credentials.sign(request, target, world.tokens()));
    }

    /** Asks; whatever the answer. */
    VaultAnswer ask(String method, String path, @Nullable JsonObject body) {
        return body == null
                ? server.ask(method, path, Headers.of("accept", "application/json"), NOTHING)
                : server.ask(method, path, Headers.of("content-type", "application/json"), Json.bytes(body));
    }

    /** The answer, if it is good. */
    static VaultAnswer good(VaultAnswer answer) {
        JsonObject error = answer.isGood() ? null : answer.refusal().object("error");
        return answer.orThrow(error == null ? null : error.string("status") + " " + error.string("message"));
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
