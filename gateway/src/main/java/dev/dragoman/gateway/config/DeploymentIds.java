package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Gives every deployment its id: the one that was set, else a hash of name and parameters. Confined to one thread. */
final class DeploymentIds {

    private static final int LENGTH = 32;

    private final Map<String, Location> taken = new HashMap<>();

    /** The id that the operator set. */
    String given(String path, Location at, String id, Problems problems) {
        Location first = taken.putIfAbsent(id, at);
        if (first != null) {
            problems.error(at, path + ".model_info.id", "\"" + id + "\"", "an id that is not taken, as by " + first);
        }
        return id;
    }

    /** An id that stays as long as name and parameters do. */
    String made(String path, Location at, String name, Mapping params, Problems problems) {
        JsonObject content = content(name, params);
        String id = hash(content);
        Location first = taken.get(id);
        if (first != null) {
            problems.warning(at, path, "the same deployment once more", "it once; the first is at " + first);
        }
        for (int copy = 2; taken.putIfAbsent(id, at) != null; copy++) {
            id = hash(content) + "-" + copy;
        }
        return id;
    }

    // The order of keys is the writer's whim and no change.
    private static JsonObject content(String name, Mapping params) {
        JsonObject.Builder content = JsonObject.builder().put("model_name", name);
        JsonObject.Builder sorted = JsonObject.builder();
        for (String key : new TreeSet<>(params.entries().keySet())) {
            ConfigNode value = params.get(key);
            sorted.putIfPresent(key, value == null ? null : lasting(value));
        }
        return content.put("litellm_params", sorted.build()).build();
    }

    /** A token of an identity provider is another one every hour, and the deployment the same. */
    private static JsonValue lasting(ConfigNode value) {
        return value instanceof ConfigNode.Scalar scalar
                        && scalar.variable() != null
                        && Variables.isReferenceToToken(scalar.variable())
                ? new JsonString(scalar.variable())
                : value.toJson();
    }

    private static String hash(JsonObject content) {
        return Fingerprint.of(Json.bytes(content)).sha256().substring(0, LENGTH);
    }
}
