package dev.dragoman.gateway.access;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members that a request to the control plane may have. Immutable. */
final class Schema {

    private static final int SHOWN = 80;

    private final Map<String, FieldKind> kinds;
    private final boolean clears;

    private Schema(Map<String, FieldKind> kinds, boolean clears) {
        this.kinds = kinds;
        this.clears = clears;
    }

    /** No members. */
    static Schema empty() {
        return new Schema(Map.of(), false);
    }

    /** The same for a change, in which an empty text or -1 takes the member's value away; it is read as null then. */
    Schema clearing() {
        return new Schema(kinds, true);
    }

    /** These and those. */
    Schema with(FieldKind kind, String... names) {
        Map<String, FieldKind> all = new LinkedHashMap<>(kinds);
        for (String name : names) {
            all.put(name, kind);
        }
        return new Schema(all, clears);
    }

    /** These, and all of another. */
    Schema with(Schema other) {
        Map<String, FieldKind> all = new LinkedHashMap<>(kinds);
        all.putAll(other.kinds);
        return new Schema(all, clears);
    }

    /** What a request asked for. */
    record Asked(JsonObject members, List<String> ignored) {

        /** The members, with the names of those that nobody knows. */
        JsonObject telling(JsonObject answer) {
            return ignored.isEmpty() ? answer : answer.with("ignored_fields", JsonArray.ofStrings(ignored));
        }
    }

    /**
     * Reads a body. Members that nobody knows are left out and remembered; those that are null count as absent.
     *
     * @throws BadRequestException naming the first member that is wrong
     */
    Asked read(byte[] body) {
        if (body.length == 0) {
            return new Asked(JsonObject.EMPTY, List.of());
        }
        return read(parsed(body));
    }

    /** The same of an object. */
    Asked read(JsonObject given) {
        JsonObject.Builder known = JsonObject.builder();
        List<String> ignored = new ArrayList<>();
        given.forEach((name, value) -> {
            FieldKind kind = kinds.get(name);
            if (kind == null) {
                ignored.add(name);
            } else if (!clears && kind == FieldKind.ID && isEmpty(value)) {
                return;
            } else if (clears && empties(kind, value)) {
                known.put(name, JsonNull.NULL);
            } else if (value != JsonNull.NULL) {
                known.put(name, checked(name, kind, value));
            }
        });
        return new Asked(known.build(), List.copyOf(ignored));
    }

    private static boolean empties(FieldKind kind, JsonValue value) {
        return switch (kind) {
            case TEXT, ID, PERIOD, TIME -> isEmpty(value);
            case MONEY, COUNT ->
                value instanceof JsonNumber number && number.literal().equals("-1");
            default -> false;
        };
    }

    private static boolean isEmpty(JsonValue value) {
        return value instanceof JsonString text && text.value().isEmpty();
    }

    private static JsonValue checked(String name, FieldKind kind, JsonValue value) {
        if (!kind.takes(value)) {
            throw wrong(name, kind == FieldKind.PASSWORD ? "(hidden)" : shown(value), kind.expected());
        }
        return value;
    }

    private static JsonObject parsed(byte[] body) {
        try {
            if (Json.parse(body) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException wrong) {
            throw refused("the request body is not valid JSON: " + wrong.getMessage(), null);
        }
        throw refused("the request body is no object (expected: an object)", null);
    }

    /** A member's value was wrong. */
    static BadRequestException wrong(String name, String value, String expected) {
        return refused(name + ": " + value + " (expected: " + expected + ")", name);
    }

    /** A request was wrong. */
    static BadRequestException refused(String message, @Nullable String param) {
        return new BadRequestException(ErrorDetail.of(message)
                .withType("bad_request_error")
                .withParam(param)
                .withCode("400"));
    }

    /**
     * A text that has to be there.
     *
     * @throws BadRequestException when it is not
     */
    static String required(JsonObject members, String name) {
        String value = members.string(name);
        if (value == null) {
            throw refused(name + ": missing (expected: a text)", name);
        }
        return value;
    }

    private static String shown(JsonValue value) {
        return cut(Json.text(value));
    }

    /** A value of a client's, short enough to be told back. */
    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
