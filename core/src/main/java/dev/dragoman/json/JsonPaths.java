package dev.dragoman.json;

import dev.dragoman.http.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Paths to values of a body: {@code name}, {@code name.inner}, {@code list[0].name}, {@code list[*].name}. A path that leads
 * nowhere names nothing.
 */
public final class JsonPaths {

    private JsonPaths() {}

    /** The body without what the path names; the same body when that is nothing. */
    public static JsonBody without(JsonBody body, String path) {
        List<String> steps = steps(path);
        String first = steps.getFirst();
        Slice raw = body.raw(first);
        if (raw == null) {
            return body;
        }
        if (steps.size() == 1) {
            return body.without(first);
        }
        JsonValue before = Json.parse(raw);
        JsonValue after = without(before, steps, 1);
        return after.equals(before) ? body : body.with(first, after);
    }

    /** The path to the first string of exactly this text; null when there is none. */
    public static @Nullable String of(JsonBody body, String text) {
        return of(body.toObject(), text, "");
    }

    private static @Nullable String of(JsonValue value, String text, String path) {
        return switch (value) {
            case JsonString string -> string.value().equals(text) ? path : null;
            case JsonArray array -> inArray(array, text, path);
            case JsonObject object -> inObject(object, text, path);
            default -> null;
        };
    }

    private static @Nullable String inArray(JsonArray array, String text, String path) {
        for (int i = 0; i < array.size(); i++) {
            String found = of(array.items().get(i), text, path + "[" + i + "]");
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String inObject(JsonObject object, String text, String path) {
        for (String name : object.names()) {
            JsonValue inner = Objects.requireNonNull(object.get(name));
            String found = of(inner, text, path.isEmpty() ? name : path + "." + name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static JsonValue without(JsonValue value, List<String> steps, int depth) {
        String step = steps.get(depth);
        boolean last = depth == steps.size() - 1;
        return switch (value) {
            case JsonObject object -> fromObject(object, step, last, steps, depth);
            case JsonArray array -> fromArray(array, step, last, steps, depth);
            default -> value;
        };
    }

    private static JsonValue fromObject(JsonObject object, String step, boolean last, List<String> steps, int depth) {
        JsonValue inner = object.get(step);
        if (inner == null) {
            return object;
        }
        return last ? object.without(step) : object.with(step, without(inner, steps, depth + 1));
    }

    private static JsonValue fromArray(JsonArray array, String step, boolean last, List<String> steps, int depth) {
        List<JsonValue> kept = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            boolean meant = step.equals("*") || step.equals(Integer.toString(i));
            if (!meant) {
                kept.add(array.items().get(i));
            } else if (!last) {
                kept.add(without(array.items().get(i), steps, depth + 1));
            }
        }
        return new JsonArray(kept);
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= path.length(); i++) {
            char c = i == path.length() ? '.' : path.charAt(i);
            if (c == '.' || c == '[' || c == ']') {
                if (i > from) {
                    steps.add(path.substring(from, i));
                }
                from = i + 1;
            }
        }
        return steps.isEmpty() ? List.of(path) : steps;
    }
}
