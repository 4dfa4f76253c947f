package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Grant;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Tells whether what a key asks for beside its calls is done: whether its callbacks are told of them. */
public final class KeyHealth {

    private KeyHealth() {}

    /** {@code POST /key/health}: of the key that asks. */
    public static JsonObject of(Request request) {
        Grant grant = request.requiredCaller().grant();
        JsonObject metadata = grant == null ? null : grant.key().object("metadata");
        List<String> callbacks = callbacks(metadata == null ? null : metadata.array("logging"));
        return JsonObject.builder()
                .put("key", callbacks.isEmpty() ? "healthy" : "unhealthy")
                .put("logging_callbacks", callbacks.isEmpty() ? JsonNull.NULL : untold(callbacks))
                .build();
    }

    private static List<String> callbacks(@org.jspecify.annotations.Nullable JsonArray logging) {
        List<String> names = new ArrayList<>();
        for (JsonValue each : logging == null ? JsonArray.EMPTY : logging) {
            String name = each instanceof JsonObject callback
                    ? callback.string("callback_name")
                    : each instanceof JsonString text ? text.value() : null;
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private static JsonObject untold(List<String> callbacks) {
        return JsonObject.builder()
                .put("callbacks", JsonArray.ofStrings(callbacks))
                .put("status", "unhealthy")
                .put(
                        "details",
                        "This gateway tells no callbacks of calls: what the key's metadata.logging names is not sent.")
                .build();
    }
}
