package dev.dragoman.json;

import dev.dragoman.http.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into values and writes values as JSON. Strict: no duplicate names, no trailing text, bounded depth. */
public final class Json {

    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 256;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(1000)
                    .maxNameLength(50_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** The value written in UTF-8. */
    public static JsonValue parse(byte[] bytes) {
        return parse(bytes, 0, bytes.length);
    }

    /** The value written in UTF-8. */
    public static JsonValue parse(Slice slice) {
        return parse(slice.array(), slice.offset(), slice.length());
    }

    /** The value of a text. */
    public static JsonValue parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The object written in UTF-8. */
    public static JsonObject parseObject(byte[] bytes) {
        return asObject(parse(bytes));
    }

    /** The object of a text. */
    public static JsonObject parseObject(String text) {
        return asObject(parse(text));
    }

    /** The value as compact UTF-8. */
    public static byte[] bytes(JsonValue value) {
        return new JsonWriter(256).value(value).toBytes();
    }

    /** The value as compact text. */
    public static String text(JsonValue value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static JsonObject asObject(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonSyntaxException("expected a JSON object", 0);
    }

    private static JsonValue parse(byte[] bytes, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonSyntaxException("expected JSON, but there is nothing", 0);
            }
            JsonValue value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new JsonSyntaxException("expected nothing after the JSON value", position(parser));
            }
            return value;
        } catch (StreamConstraintsException limit) {
            throw new JsonSyntaxException("nested deeper than " + MAX_DEPTH + " levels or a number too long", -1);
        } catch (JacksonException wrong) {
            throw new JsonSyntaxException(shortened(wrong.getOriginalMessage()), offsetOf(wrong));
        }
    }

    private static JsonValue value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new JsonSyntaxException("unexpected " + token, position(parser));
        };
    }

    private static JsonObject object(JsonParser parser) {
        JsonObject.Builder members = JsonObject.builder();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            members.append(name, value(parser, parser.nextToken()));
        }
        return members.build();
    }

    private static JsonArray array(JsonParser parser) {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new JsonArray(items);
    }

    private static long position(JsonParser parser) {
        return parser.currentLocation().getByteOffset();
    }

    private static long offsetOf(JacksonException wrong) {
        return wrong.getLocation() == null ? -1 : wrong.getLocation().getByteOffset();
    }

    /** Without the places that the parser names in its own way: they are told as a number of bytes. */
    private static String shortened(String message) {
        int line = message.indexOf('\n');
        String first = line < 0 ? message : message.substring(0, line);
        int place = first.indexOf(" (start marker at ");
        return place < 0 ? first : first.substring(0, place);
    }
}
