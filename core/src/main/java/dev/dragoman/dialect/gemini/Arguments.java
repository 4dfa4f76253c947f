package dev.dragoman.dialect.gemini;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call: an object here, text elsewhere. Text that is no JSON object stands in an object whose only member
 * says so.
 */
final class Arguments {

    private static final String NOT_AN_OBJECT = "input";

    private Arguments() {}

    /** The arguments as text. */
    static String read(@Nullable ProtoField args) {
        if (args == null) {
            return "{}";
        }
        return args.object().toJson();
    }

    /** The text as an object. */
    static void write(JsonWriter out, String text, boolean custom) {
        if (custom) {
            out.beginObject().member(NOT_AN_OBJECT, text).endObject();
        } else if (text.isBlank() || text.equals("{}") || text.equals("null")) {
            out.beginObject().endObject();
        } else {
            JsonObject object = objectOrNull(text);
            out.value(object == null ? JsonObject.of(NOT_AN_OBJECT, new JsonString(text)) : object);
        }
    }

    /** The object that the text is; null when it is none. */
    static @Nullable JsonObject objectOrNull(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return Json.parse(text) instanceof JsonObject object ? object : null;
        } catch (JsonSyntaxException notJson) {
            return null;
        }
    }
}
