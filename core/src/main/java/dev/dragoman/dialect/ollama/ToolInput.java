package dev.dragoman.dialect.ollama;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;

/** The {@code arguments} of a tool call: an object here, JSON text elsewhere. */
final class ToolInput {

    private static final String INVALID = "INVALID_JSON";

    private ToolInput() {}

    /** The JSON text as an object; text that is none stands in one that says so. */
    static JsonObject read(String arguments) {
        if (arguments.isBlank()) {
            return JsonObject.EMPTY;
        }
        try {
            if (Json.parse(arguments) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException notJson) {
            // Told to the model below.
        }
        return arguments.strip().equals("null") ? JsonObject.EMPTY : JsonObject.of(INVALID, new JsonString(arguments));
    }

    /** The object as JSON text. */
    static String write(JsonObject input) {
        String invalid = input.size() == 1 ? input.string(INVALID) : null;
        return invalid == null ? input.toJson() : invalid;
    }
}
