package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The definitions that a JSON Schema refers to by {@code $ref}. */
final class SchemaReferences {

    private final JsonObject root;

    SchemaReferences(JsonObject root) {
        this.root = root;
    }

    /** What the pointer {@code #/...} leads to; null when it leads nowhere. */
    @Nullable
    JsonObject find(String pointer) {
        if (pointer.equals("#")) {
            return root;
        }
        JsonValue at = pointer.startsWith("#/") ? root : null;
        int from = 2;
        while (at != null && from <= pointer.length()) {
            int slash = pointer.indexOf('/', from);
            int end = slash < 0 ? pointer.length() : slash;
            String step = unescaped(pointer.substring(from, end));
            at = at instanceof JsonObject object ? object.get(step) : null;
            from = end + 1;
        }
        return at instanceof JsonObject found ? found : null;
    }

    private static String unescaped(String step) {
        return step.indexOf('~') < 0 ? step : step.replace("~1", "/").replace("~0", "~");
    }
}
