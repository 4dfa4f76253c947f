package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a resource, one after the other. What Entra ID sends beside the specification is understood too: operations with a
 * capital letter, dots in names of members, and members to be removed as a value.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644: modifying with PATCH</a>
 */
final class ScimPatch {

    private static final int MOST = 1_000;
    /** Attributes that have several values. */
    private static final Set<String> SEVERAL =
            Set.of("members", "emails", "groups", "phonenumbers", "addresses", "roles");

    private ScimPatch() {}

    /** The resource after all operations of a request. */
    static JsonObject applied(JsonObject resource, JsonObject request) {
        JsonValue operations = ScimPath.find(request, "Operations");
        if (!(operations instanceof JsonArray list) || list.isEmpty() || list.size() > MOST) {
            throw ScimErrors.wrong(
                    "invalidSyntax", "Operations: missing (expected: a list of 1 to " + MOST + " operations)");
        }
        JsonObject changed = resource;
        for (JsonValue each : list) {
            if (!(each instanceof JsonObject operation)) {
                throw ScimErrors.wrong("invalidSyntax", "Operations: not all are objects (expected: op, path, value)");
            }
            changed = applied(
                    changed, operation, String.valueOf(text(operation, "op")).toLowerCase(Locale.ROOT));
        }
        return changed;
    }

    private static @Nullable String text(JsonObject object, String name) {
        return ScimPath.find(object, name) instanceof JsonString text ? text.value() : null;
    }

    private static JsonObject applied(JsonObject resource, JsonObject operation, String op) {
        String path = text(operation, "path");
        JsonValue value = ScimPath.find(operation, "value");
        return switch (op) {
            case "add", "replace" -> {
                boolean adds = op.equals("add");
                if (value == null) {
                    throw ScimErrors.wrong("invalidValue", "value: missing (expected: a value to " + op + ")");
                }
                yield path != null ? set(resource, ScimPath.of(path), value, adds) : setAll(resource, value, adds);
            }
            case "remove" -> {
                if (path == null) {
                    throw ScimErrors.wrong("noTarget", "path: missing (expected: what is removed)");
                }
                yield removed(resource, ScimPath.of(path), value);
            }
            default ->
                throw ScimErrors.wrong(
                        "invalidSyntax", "op: " + Schema.cut(op) + " (expected: add, replace or remove)");
        };
    }

    private static JsonObject setAll(JsonObject resource, JsonValue value, boolean adds) {
        if (!(value instanceof JsonObject members)) {
            throw ScimErrors.wrong("invalidValue", "value: no object (expected: an object, as there is no path)");
        }
        JsonObject changed = resource;
        for (String name : members.names()) {
            JsonValue member = members.get(name);
            boolean extension = name.startsWith("urn:") && member instanceof JsonObject;
            if (member != null && !extension) {
                changed = set(changed, ScimPath.of(name), member, adds);
            }
        }
        return changed;
    }

    private static JsonObject set(JsonObject resource, ScimPath path, JsonValue value, boolean adds) {
        String name = ScimPath.named(resource, path.attribute());
        JsonValue before = resource.get(name);
        if (path.filter() != null) {
            return resource.with(name, chosen(before, path, path.filter(), value));
        }
        if (path.sub() != null) {
            JsonObject inner = before instanceof JsonObject object ? object : JsonObject.EMPTY;
            return resource.with(name, inner.with(ScimPath.named(inner, path.sub()), value));
        }
        boolean several = SEVERAL.contains(name.toLowerCase(Locale.ROOT));
        if (adds && several) {
            return resource.with(name, joined(before, value));
        }
        if (several) {
            return resource.with(name, new JsonArray(listed(value)));
        }
        return adds && before instanceof JsonObject old && value instanceof JsonObject more
                ? resource.with(name, old.merged(more))
                : resource.with(name, value);
    }

    private static List<JsonValue> listed(@Nullable JsonValue value) {
        return switch (value) {
            case null -> List.of();
            case JsonNull none -> List.of();
            case JsonArray several -> several.items();
            default -> List.of(value);
        };
    }

    private static JsonArray joined(@Nullable JsonValue before, JsonValue value) {
        Map<JsonValue, JsonValue> all = new LinkedHashMap<>();
        listed(before).forEach(one -> all.put(named(one), one));
        listed(value).forEach(one -> all.putIfAbsent(named(one), one));
        return new JsonArray(List.copyOf(all.values()));
    }

    /** By what a value is the same as another: by its own value, if it has one. */
    private static JsonValue named(JsonValue one) {
        JsonValue own = one instanceof JsonObject object ? object.get("value") : null;
        return own == null ? one : own;
    }

    /** Those that are meant get the value; where there is none, one is made that is. */
    private static JsonArray chosen(@Nullable JsonValue before, ScimPath path, ScimFilter filter, JsonValue value) {
        List<JsonValue> all = new ArrayList<>();
        boolean found = false;
        for (JsonValue one : listed(before)) {
            boolean meant = one instanceof JsonObject object && filter.holds(object);
            found |= meant;
            all.add(meant ? changed((JsonObject) one, path.sub(), value) : one);
        }
        if (!found) {
            JsonObject.Builder made = JsonObject.builder();
            filter.certain().forEach(made::put);
            all.add(changed(made.build(), path.sub(), value));
        }
        return new JsonArray(all);
    }

    private static JsonObject changed(JsonObject one, @Nullable String sub, JsonValue value) {
        if (sub != null) {
            return one.with(sub, value);
        }
        return value instanceof JsonObject members ? one.merged(members) : one.with("value", value);
    }

    private static JsonObject removed(JsonObject resource, ScimPath path, @Nullable JsonValue value) {
        String name = ScimPath.named(resource, path.attribute());
        JsonValue before = resource.get(name);
        if (path.filter() == null && path.sub() != null) {
            return before instanceof JsonObject inner
                    ? resource.with(name, inner.without(ScimPath.named(inner, path.sub())))
                    : resource;
        }
        Set<JsonValue> gone = new HashSet<>();
        listed(value).forEach(one -> gone.add(named(one)));
        if (path.filter() == null && gone.isEmpty()) {
            boolean several = SEVERAL.contains(name.toLowerCase(Locale.ROOT));
            return several ? resource.with(name, JsonArray.EMPTY) : resource.without(name);
        }
        List<JsonValue> left = new ArrayList<>();
        for (JsonValue one : listed(before)) {
            boolean meant = path.filter() == null
                    ? gone.contains(named(one))
                    : one instanceof JsonObject object && path.filter().holds(object);
            if (!meant) {
                left.add(one);
            } else if (path.sub() != null) {
                left.add(((JsonObject) one).without(path.sub()));
            }
        }
        return resource.with(name, new JsonArray(left));
    }
}
