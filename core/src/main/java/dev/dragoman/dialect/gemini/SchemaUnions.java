package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schemas that must both match, put together to one: Google's schemas have no {@code allOf}. */
final class SchemaUnions {

    private SchemaUnions() {}

    /** Both schemas in one; the first one's words win. */
    static JsonObject together(JsonObject own, JsonObject other) {
        JsonObject.Builder both = other.merged(own).toBuilder();
        JsonObject properties = properties(own.object("properties"), other.object("properties"));
        JsonArray required = required(own.array("required"), other.array("required"));
        return both.putIfPresent("properties", properties)
                .putIfPresent("required", required)
                .build();
    }

    private static @Nullable JsonObject properties(@Nullable JsonObject own, @Nullable JsonObject other) {
        return own == null || other == null ? null : other.merged(own);
    }

    private static @Nullable JsonArray required(@Nullable JsonArray own, @Nullable JsonArray other) {
        if (own == null || other == null) {
            return null;
        }
        List<JsonValue> all = new ArrayList<>(own.items());
        other.items().stream().filter(name -> !all.contains(name)).forEach(all::add);
        return new JsonArray(all);
    }
}
