package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;

/**
 * What clients expect of every record of a kind, also where it is empty.
 *
 * @param names the members, in their order; others follow
 * @param lists those that are a list when they are empty
 * @param maps those that are an object when they are empty
 */
record Shape(List<String> names, List<String> lists, List<String> maps) {

    /** The member; JSON's null when it is absent. */
    static JsonValue orNull(JsonObject document, String name) {
        JsonValue value = document.get(name);
        return value == null ? JsonNull.NULL : value;
    }

    /** The document with all of them. */
    JsonObject told(JsonObject document) {
        JsonObject.Builder told = JsonObject.builder();
        for (String name : names) {
            JsonValue value = document.get(name);
            told.put(name, value != null && value != JsonNull.NULL ? value : empty(name));
        }
        document.forEach((name, value) -> {
            if (!names.contains(name)) {
                told.put(name, value);
            }
        });
        return told.build();
    }

    private JsonValue empty(String name) {
        return lists.contains(name) ? JsonArray.EMPTY : maps.contains(name) ? JsonObject.EMPTY : JsonNull.NULL;
    }
}
