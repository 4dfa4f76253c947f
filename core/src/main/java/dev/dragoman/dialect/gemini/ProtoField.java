package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value in Google's habits: clients may spell names in two ways, and servers write numbers of 64 bits as text.
 *
 * @param field the value and where it stands
 * @param byClient whether a client wrote it
 */
record ProtoField(Field field, boolean byClient) {

    private static final int LONGEST_NUMBER = 20;

    /** A whole body that a client wrote. */
    static ProtoField ofClient(JsonValue body) {
        return new ProtoField(Field.root(Field.Author.CLIENT, body), true);
    }

    /** A whole body that the vendor wrote. */
    static ProtoField ofVendor(JsonValue body) {
        return new ProtoField(Field.root(Field.Author.VENDOR, body), false);
    }

    /** The member, or null when it is absent or JSON's null. */
    @Nullable
    ProtoField member(String camel) {
        Field found = field.member(camel);
        if (found == null && byClient) {
            String snake = ProtoName.snake(camel);
            found = snake == null ? null : field.member(snake);
        }
        return found == null ? null : new ProtoField(found, byClient);
    }

    /** The member, which must be there. */
    ProtoField required(String camel) {
        ProtoField found = member(camel);
        return found == null ? new ProtoField(field.required(camel), byClient) : found;
    }

    /** The member's text, or null when it is absent. */
    @Nullable
    String string(String camel) {
        ProtoField found = member(camel);
        return found == null ? null : found.text();
    }

    /** The member's whole number, or null when it is absent. */
    @Nullable
    Long integer(String camel) {
        ProtoField found = member(camel);
        return found == null ? null : found.integer();
    }

    /** The member's number, or null when it is absent. */
    @Nullable
    Double number(String camel) {
        ProtoField found = member(camel);
        return found == null ? null : found.field.number();
    }

    /** The member's truth value, or null when it is absent. */
    @Nullable
    Boolean bool(String camel) {
        ProtoField found = member(camel);
        return found == null ? null : found.field.bool();
    }

    /** The items of the member's list; none when it is absent. */
    List<ProtoField> list(String camel) {
        ProtoField found = member(camel);
        return found == null ? List.of() : found.items();
    }

    /** The items of this list. */
    List<ProtoField> items() {
        List<Field> items = field.items();
        List<ProtoField> fields = new ArrayList<>(items.size());
        for (Field item : items) {
            fields.add(new ProtoField(item, byClient));
        }
        return fields;
    }

    String text() {
        return field.text();
    }

    long integer() {
        Long told = field.value() instanceof JsonString text ? parsed(text.value()) : null;
        return told == null ? field.integer() : told;
    }

    JsonObject object() {
        return field.object();
    }

    boolean isList() {
        return field.value() instanceof JsonArray;
    }

    boolean isText() {
        return field.isText();
    }

    /** The complaint that this value is not what was expected. */
    LlmException wrong(String expected) {
        return field.wrong(expected);
    }

    private static @Nullable Long parsed(String text) {
        boolean plain = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? new JsonNumber(text).longValue() : null;
    }
}
