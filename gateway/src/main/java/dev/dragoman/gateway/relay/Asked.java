package dev.dragoman.gateway.relay;

import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants from a vendor.
 *
 * @param path the vendor's path, still encoded; begins with a slash
 * @param query without the gateway's own parameters; empty for none
 * @param json the members of the body; null when it is no JSON object
 */
record Asked(
        String method,
        String path,
        String query,
        Headers headers,
        byte[] body,
        @Nullable JsonBody json) {

    /** The members of the body, none when it has none. */
    JsonBody members() {
        return json == null ? JsonBody.of(JsonObject.EMPTY) : json;
    }

    /** The model in the body, or the standard. */
    String model(String standard) {
        String model = json == null ? null : json.string("model");
        return model == null || model.isBlank() ? standard : model;
    }
}
