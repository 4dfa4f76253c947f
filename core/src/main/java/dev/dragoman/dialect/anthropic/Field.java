package dev.dragoman.dialect.anthropic;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON value together with where it stands, so that a complaint about it can name the place. */
final class Field {

    private static final int LONGEST_QUOTE = 80;

    /** Who wrote the value, and so whom a wrong one is blamed on. */
    enum Author {
        CLIENT,
        VENDOR
    }

    private final Author author;
    private final @Nullable Field parent;
    private final String name;
    private final int index;
    private final JsonValue value;

    private Field(Author author, @Nullable Field parent, String name, int index, JsonValue value) {
        this.author = author;
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.value = value;
    }

    /** A top-level member. */
    static Field of(Author author, String name, JsonValue value) {
        return new Field(author, null, name, -1, value);
    }

    /** A whole body. */
    static Field root(Author author, JsonValue value) {
        return new Field(author, null, "", -1, value);
    }

    JsonValue value() {
        return value;
    }

    /** The member, or null when it is absent or JSON's null. */
    @Nullable
    Field member(String member) {
        JsonValue found = object().get(member);
        return found == null || found == JsonNull.NULL ? null : new Field(author, this, member, -1, found);
    }

    /** The member, which must be there. */
    Field required(String member) {
        Field found = member(member);
        if (found == null) {
            throw new Field(author, this, member, -1, JsonNull.NULL).missing();
        }
        return found;
    }

    /** The member's text, or null when it is absent. */
    @Nullable
    String string(String member) {
        Field found = member(member);
        return found == null ? null : found.text();
    }

    /** The member's text, which must be there. */
    String requiredString(String member) {
        return required(member).text();
    }

    /** The member's whole number, or null when it is absent. */
    @Nullable
    Long integer(String member) {
        Field found = member(member);
        return found == null ? null : found.integer();
    }

    /** The member's truth value, or null when it is absent. */
    @Nullable
    Boolean bool(String member) {
        Field found = member(member);
        return found == null ? null : found.bool();
    }

    /** The members of other names, but for those that are JSON's null. */
    JsonObject others(Set<String> known) {
        JsonObject.Builder others = JsonObject.builder();
        object().forEach((member, found) -> {
            if (!known.contains(member) && found != JsonNull.NULL) {
                others.put(member, found);
            }
        });
        return others.build();
    }

    /** The items of this list. */
    List<Field> items() {
        List<JsonValue> values = array().items();
        List<Field> fields = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            fields.add(new Field(author, this, "", i, values.get(i)));
        }
        return fields;
    }

    String text() {
        if (value instanceof JsonString text) {
            return text.value();
        }
        throw wrong("a string");
    }

    long integer() {
        Long whole = value instanceof JsonNumber number ? number.longValue() : null;
        if (whole == null) {
            throw wrong("a whole number");
        }
        return whole;
    }

    double number() {
        if (value instanceof JsonNumber number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw wrong("a number");
    }

    boolean bool() {
        if (value instanceof JsonBoolean truth) {
            return truth.value();
        }
        throw wrong("true or false");
    }

    JsonObject object() {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong("an object");
    }

    JsonArray array() {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw wrong("a list");
    }

    boolean isText() {
        return value instanceof JsonString;
    }

    /** The complaint that this value is not what was expected. */
    LlmException wrong(String expected) {
        return complaint(path() + ": " + quoted(value) + " (expected: " + expected + ")");
    }

    /** Where this value stands, such as {@code messages[2].content[0].source}. */
    String path() {
        StringBuilder path = new StringBuilder();
        appendPath(path);
        return path.isEmpty() ? "body" : path.toString();
    }

    private LlmException missing() {
        return complaint(path() + ": missing (expected: a value)");
    }

    private LlmException complaint(String message) {
        return switch (author) {
            case CLIENT ->
                new BadRequestException(ErrorDetail.of(message)
                        .withType("invalid_request_error")
                        .withParam(path()));
            case VENDOR -> new ApiResponseException("unexpected answer of the vendor: " + message);
        };
    }

    private void appendPath(StringBuilder path) {
        if (parent != null) {
            parent.appendPath(path);
        }
        if (index >= 0) {
            path.append('[').append(index).append(']');
        } else if (!name.isEmpty()) {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
    }

    private static String quoted(JsonValue value) {
        return switch (value) {
            case JsonString text -> '"' + shortened(text.value()) + '"';
            case JsonNumber number -> shortened(number.literal());
            case JsonBoolean truth -> truth.value() ? "true" : "false";
            case JsonNull nothing -> "null";
            case JsonObject object -> "an object";
            case JsonArray array -> "a list";
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
    }
}
