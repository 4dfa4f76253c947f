package dev.dragoman.provider.completions;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Tools and the JSON Schemas in them, where a server refuses some of their members. */
public final class ToolSchemas {

    private ToolSchemas() {}

    /** The body with tools that have no members of these names, at any depth but among a schema's properties. */
    public static JsonBody without(JsonBody body, String... names) {
        return ChatHistory.edited(body, "tools", tool -> without(tool, names));
    }

    /** The value without members of these names, at any depth but among a schema's properties. */
    public static JsonObject without(JsonObject object, String... names) {
        JsonObject result = object.without(names);
        JsonObject.Builder edited = JsonObject.builder();
        result.forEach((name, value) ->
                edited.put(name, name.equals("properties") ? properties(value, names) : inside(value, names)));
        return edited.build();
    }

    private static JsonValue properties(JsonValue value, String[] names) {
        if (!(value instanceof JsonObject properties)) {
            return value;
        }
        JsonObject.Builder edited = JsonObject.builder();
        properties.forEach((name, schema) -> edited.put(name, inside(schema, names)));
        return edited.build();
    }

    private static JsonValue inside(JsonValue value, String[] names) {
        return switch (value) {
            case JsonObject object -> without(object, names);
            case JsonArray array -> each(array, names);
            default -> value;
        };
    }

    private static JsonArray each(JsonArray items, String[] names) {
        List<JsonValue> edited = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            edited.add(item instanceof JsonObject object ? without(object, names) : item);
        }
        return new JsonArray(edited);
    }
}
