package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a configuration file that knows where it stands. */
sealed interface ConfigNode {

    Location location();

    /** Named values. */
    record Mapping(Map<String, ConfigNode> members, Location location) implements ConfigNode {

        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Nullable
        ConfigNode get(String name) {
            return members.get(name);
        }
    }

    /** Values in order. */
    record Sequence(List<ConfigNode> items, Location location) implements ConfigNode {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A text, number or truth value. */
    record Scalar(Object value, Location location) implements ConfigNode {}

    /** Nothing. */
    record Nothing(Location location) implements ConfigNode {}

    /** The value as JSON. */
    default JsonValue toJson() {
        return switch (this) {
            case Mapping mapping -> {
                JsonObject.Builder object = JsonObject.builder();
                mapping.members().forEach((name, node) -> object.put(name, node.toJson()));
                yield object.build();
            }
            case Sequence sequence ->
                new JsonArray(sequence.items().stream().map(ConfigNode::toJson).toList());
            case Scalar scalar -> json(scalar.value());
            case Nothing nothing -> JsonNull.NULL;
        };
    }

    private static JsonValue json(Object value) {
        return switch (value) {
            case Boolean truth -> JsonBoolean.of(truth);
            case Double number when !Double.isFinite(number) -> new JsonString(number.toString());
            case Double number -> JsonNumber.of(number);
            case Number number -> new JsonNumber(number.toString());
            default -> new JsonString(value.toString());
        };
    }
}
