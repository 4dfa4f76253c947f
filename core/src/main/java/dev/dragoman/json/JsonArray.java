package dev.dragoman.json;

import java.util.Iterator;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<JsonValue> items) implements JsonValue, Iterable<JsonValue> {

    /** An array without items. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    public JsonArray {
        items = List.copyOf(items);
    }

    /** An array of these items. */
    public static JsonArray of(JsonValue... items) {
        return new JsonArray(List.of(items));
    }

    /** An array of strings. */
    public static JsonArray ofStrings(List<String> strings) {
        return new JsonArray(strings.stream().<JsonValue>map(JsonString::new).toList());
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return items.iterator();
    }

    public int size() {
        return items.size();
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }
}
