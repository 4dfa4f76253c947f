package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something is in a resource, such as {@code name.givenName} or {@code emails[type eq "work"].value}.
 *
 * @param attribute at the top
 * @param filter which of its values are meant; null for all
 * @param sub the member of it that is meant; null for the whole
 */
record ScimPath(
        String attribute,
        @Nullable ScimFilter filter,
        @Nullable String sub) {

    private static final int LONGEST = 4_096;
    private static final Pattern FORM =
            Pattern.compile("(?:urn:[^\\[]*:)?([\\w$-]+)(?:\\[(.*)])?(?:\\.([\\w$-]+))?", Pattern.DOTALL);

    /** The path of a text. */
    static ScimPath of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (text.length() > LONGEST || !form.matches()) {
            throw ScimErrors.wrong(
                    "invalidPath",
                    "path: " + Schema.cut(text) + " (expected: one such as name.givenName or members[value eq \"x\"])");
        }
        String within = form.group(2);
        return new ScimPath(
                form.group(1), within == null ? null : new ScimFilterReader(within, true).read(), form.group(3));
    }

    /** What is there. */
    List<JsonValue> values(JsonObject resource) {
        JsonValue value = find(resource, attribute);
        List<JsonValue> all = switch (value) {
            case null -> List.of();
            case JsonArray several -> several.items();
            default -> List.of(value);
        };
        ScimFilter only = filter;
        return all.stream()
                .filter(one -> only == null || one instanceof JsonObject object && only.holds(object))
                .map(this::inside)
                .filter(java.util.Objects::nonNull)
                .map(java.util.Objects::requireNonNull)
                .toList();
    }

    private @Nullable JsonValue inside(JsonValue value) {
        if (sub != null) {
            return value instanceof JsonObject object ? find(object, sub) : null;
        }
        // What is compared of an address or a member as such is its value.
        return value instanceof JsonObject object && object.has("value") ? object.get("value") : value;
    }

    /** Names are the same in any case. */
    static @Nullable JsonValue find(JsonObject object, String name) {
        return object.get(named(object, name));
    }

    /** The name as the object has it. */
    static String named(JsonObject object, String name) {
        if (!object.has(name)) {
            for (String one : object.names()) {
                if (one.equalsIgnoreCase(name)) {
                    return one;
                }
            }
        }
        return name;
    }
}
