package dev.dragoman.dialect.gemini;

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
import org.jspecify.annotations.Nullable;

/** A JSON value together with where it stands, so that a complaint about it can name the place. */
final class Field {

    private static final int LONGEST_QUOTE = 80;

    /** Who wrote the value, and so whom a wrong one is blamed on. Only clients may spell names in two ways. */
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

    /** A whole body. */
    static Field root(Author author, JsonValue value) {
        return new Field(author, null, "", -1, value);
    }

    /** A top-level member. */
    static Field of(Author author, String name, JsonValue value) {
        return new Field(author, null, name, -1, value);
    }

    JsonValue value() {
        return value;
    }

    /** The member, or null when it is absent or JSON's null. */
    @Nullable
    Field member(String camel) {
        JsonObject object = object();
        JsonValue found = object.get(camel);
        if (found == null && author == Author.CLIENT) {
            String snake = ProtoName.snake(camel);
            found = snake == null ? null : object.get(snake);
        }
        return found == null || found == JsonNull.NULL ? null : new Field(author, this, camel, -1, found);
    }

    /** The member, which must be there. */
    Field required(String camel) {
        Field found = member(camel);
        if (found == null) {
            throw new Field(author, this, camel, -1, JsonNull.NULL).wrong("a value");
        }
        return found;
    }

    /** The member's text, or null when it is absent. */
    @Nullable
    String string(String camel) {
        Field found = member(camel);
        return found == null ? null : found.text();
    }

    /** The member's whole number, or null when it is absent. */
    @Nullable
    Long integer(String camel) {
        Field found = member(camel);
        return found == null ? null : found.integer();
    }

    /** The member's number, or null when it is absent. */
    @Nullable
    Double number(String camel) {
        Field found = member(camel);
        return found == null ? null : found.number();
    }

    /** The member's truth value, or null when it is absent. */
    @Nullable
    Boolean bool(String camel) {
        Field found = member(camel);
        return found == null ? null : found.bool();
    }

    /** The items of the member's list; none when it is absent. */
    List<Field> list(String camel) {
        Field found = member(camel);
        return found == null ? List.of() : found.items();
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

    /** The whole number; Google's servers write 64-bit ones as text. */
    long integer() {
        Long whole = switch (value) {
            case JsonNumber number -> number.longValue();
            case JsonString text -> parsed(text.value());
            default -> null;
        };
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

    boolean isList() {
        return value instanceof JsonArray;
    }

    boolean isText() {
        return value instanceof JsonString;
    }

    /** The complaint that this value is not what was expected. */
    LlmException wrong(String expected) {
        String message = path() + ": " + quoted(value) + " (expected: " + expected + ")";
        return switch (author) {
            case CLIENT ->
                new BadRequestException(ErrorDetail.of(message)
                        .withType("invalid_request_error")
                        .withParam(path()));
            case VENDOR -> new ApiResponseException("unexpected answer of the vendor: " + message);
        };
    }

    /** Where this value stands, such as {@code contents[2].parts[0].inlineData}. */
    String path() {
        StringBuilder path = new StringBuilder();
        appendPath(path);
        return path.isEmpty() ? "body" : path.toString();
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

    private static @Nullable Long parsed(String text) {
        boolean short64 = !text.isEmpty() && text.length() <= 20;
        return short64 && text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))
                ? new JsonNumber(text).longValue()
                : null;
    }

    private static String quoted(JsonValue value) {
        return switch (value) {
            case JsonString text -> '"' + shortened(text.value()) + '"';
            case JsonNumber number -> shortened(number.literal());
            case JsonBoolean truth -> truth.value() ? "true" : "false";
            case JsonNull nothing -> "nothing";
            case JsonObject object -> "an object";
            case JsonArray array -> "a list";
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
    }
}
