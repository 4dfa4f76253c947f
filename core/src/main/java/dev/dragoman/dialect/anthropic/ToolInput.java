package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonWriter;

/**
 * The {@code input} of a tool call: an object here, JSON text elsewhere.
 *
 * <p>A model may have written text that is no JSON object. It is sent back inside an object whose only member says so,
 * which is how Anthropic wants it.
 *
 * @see <a href="https://docs.claude.com/en/docs/agents-and-tools/tool-use/fine-grained-tool-streaming">Fine-grained tool
 *     streaming</a>
 */
final class ToolInput {

    private static final String INVALID = "INVALID_JSON";

    private ToolInput() {}

    /** The input as JSON text. */
    static String read(JsonObject input) {
        String invalid = input.size() == 1 ? input.string(INVALID) : null;
        return invalid == null ? input.toJson() : invalid;
    }

    /** The JSON text as the input. */
    static void write(JsonWriter out, String arguments) {
        if (arguments.isBlank() || arguments.equals("{}")) {
            out.beginObject().endObject();
        } else {
            out.value(object(arguments));
        }
    }

    private static JsonObject object(String arguments) {
        try {
            if (Json.parse(arguments) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException notJson) {
            // Told to the model below.
        }
        return arguments.strip().equals("null") ? JsonObject.EMPTY : JsonObject.of(INVALID, new JsonString(arguments));
    }
}
