package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads Google's own {@code Schema} as a JSON Schema. */
final class SchemaReader {

    private static final Set<String> COUNTS =
            Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

    private SchemaReader() {}

    /** The schema in JSON Schema's words. */
    static JsonObject read(JsonObject schema) {
        JsonObject.Builder out = JsonObject.builder();
        schema.forEach((name, value) -> word(ProtoName.camel(name), value, out));
        JsonObject read = out.build();
        return Boolean.TRUE.equals(schema.bool("nullable")) ? nullable(read) : read;
    }

    private static void word(String name, JsonValue value, JsonObject.Builder out) {
        switch (name) {
            case "propertyOrdering", "nullable" -> {
                // The order of properties is kept; null becomes a type.
            }
            case "type" -> out.put(name, lower(value));
            case "items" -> out.put(name, nested(value));
            case "anyOf" -> out.put(name, each(value));
            case "properties" -> out.put(name, properties(value));
            default -> out.put(name, COUNTS.contains(name) ? number(value) : value);
        }
    }

    private static JsonObject nullable(JsonObject schema) {
        String type = schema.string("type");
        return type == null ? schema : schema.with("type", JsonArray.of(new JsonString(type), new JsonString("null")));
    }

    private static JsonValue lower(JsonValue type) {
        return type instanceof JsonString text ? new JsonString(text.value().toLowerCase(Locale.ROOT)) : type;
    }

    private static JsonValue nested(JsonValue value) {
        return value instanceof JsonObject schema ? read(schema) : value;
    }

    private static JsonValue each(JsonValue value) {
        if (!(value instanceof JsonArray members)) {
            return value;
        }
        List<JsonValue> read = new ArrayList<>(members.size());
        members.forEach(member -> read.add(nested(member)));
        return new JsonArray(read);
    }

    private static JsonValue properties(JsonValue value) {
        if (!(value instanceof JsonObject declared)) {
            return value;
        }
        JsonObject.Builder read = JsonObject.builder();
        declared.forEach((name, schema) -> read.put(name, nested(schema)));
        return read.build();
    }

    private static JsonValue number(JsonValue value) {
        return value instanceof JsonString text
                        && !text.value().isEmpty()
                        && text.value().chars().allMatch(c -> c >= '0' && c <= '9')
                ? new JsonNumber(text.value())
                : value;
    }
}
