package dev.dragoman.gateway.login;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a provider tells of somebody. */
record Claims(JsonObject all) {

    private static final int LONGEST = 255;

    /** The member of a name, in which a dot leads into an object; a member with a dot in its own name goes before. */
    @Nullable
    JsonValue get(String name) {
        JsonObject at = all;
        String rest = name;
        while (at.get(rest) == null) {
            int dot = rest.indexOf('.');
            JsonObject inner = dot < 0 ? null : at.object(rest.substring(0, dot));
            if (inner == null) {
                return null;
            }
            at = inner;
            rest = rest.substring(dot + 1);
        }
        return at.get(rest);
    }

    /** A text of one line that can be kept, or a number as one; null when there is none. */
    @Nullable
    String text(String name) {
        return switch (get(name)) {
            case JsonString text when isKept(text.value()) -> text.value();
            case JsonNumber number -> number.literal();
            case null, default -> null;
        };
    }

    private static boolean isKept(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** Texts; a single one counts as a list of it. */
    List<String> texts(@Nullable String name) {
        return switch (name == null ? null : get(name)) {
            case JsonString one when !one.value().isBlank() -> List.of(one.value());
            case JsonArray several ->
                several.items().stream()
                        .filter(JsonString.class::isInstance)
                        .map(item -> ((JsonString) item).value())
                        .toList();
            case null, default -> List.of();
        };
    }
}
