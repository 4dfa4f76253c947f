package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Choice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists that clients look for beside the choices although each choice has its own entries: Google's sources, safety ratings,
 * citations and visited pages.
 */
final class VendorLists {

    private static final String PREFIX = "vertex_ai_";

    private VendorLists() {}

    /** The lists among a choice's further members. */
    static JsonObject of(JsonObject extras) {
        JsonObject.Builder lists = JsonObject.builder();
        extras.forEach((name, value) -> {
            if (isList(name)) {
                lists.put(name, value);
            }
        });
        return lists.build();
    }

    /** Whether a member of this name is such a list. */
    static boolean isList(String name) {
        return name.startsWith(PREFIX);
    }

    /** Writes the lists of all choices, joined. */
    static void write(JsonWriter out, List<Choice> choices) {
        JsonObject joined = JsonObject.EMPTY;
        for (Choice choice : choices) {
            JsonObject lists = of(choice.extras());
            for (String name : lists.names()) {
                joined = joined.with(name, joined(joined.array(name), lists.array(name)));
            }
        }
        out.allMembers(joined);
    }

    private static JsonArray joined(@Nullable JsonArray before, @Nullable JsonArray more) {
        List<JsonValue> all = new ArrayList<>();
        if (before != null) {
            all.addAll(before.items());
        }
        if (more != null) {
            all.addAll(more.items());
        }
        return new JsonArray(all);
    }
}
