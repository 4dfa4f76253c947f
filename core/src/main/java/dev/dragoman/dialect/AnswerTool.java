package dev.dragoman.dialect;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The tool by which models that cannot be bound to a schema are made to answer in JSON: they call it with their answer.
 * Its name tells the reader of the reply to turn the call back into the answer.
 */
public final class AnswerTool {

    private static final String NAME = "json_tool_call";

    /** Its name when the answer is no object and had to be put into one. */
    public static final String WRAPPED_NAME = "json_tool_call_values";

    private static final String WRAPPER = "values";

    private AnswerTool() {}

    /** The tool's name for a schema. */
    public static String name(JsonObject schema) {
        return isObject(schema) ? NAME : WRAPPED_NAME;
    }

    /** The tool's parameters for a schema. */
    public static JsonObject parameters(JsonObject schema) {
        if (isObject(schema)) {
            return schema;
        }
        return JsonObject.builder()
                .put("type", "object")
                .put("properties", JsonObject.of(WRAPPER, schema))
                .put("required", JsonArray.of(new JsonString(WRAPPER)))
                .build();
    }

    /** Whether a tool of that name is this one. */
    public static boolean is(String toolName) {
        return toolName.equals(NAME) || isWrapped(toolName);
    }

    /** Whether the answer of a call of this tool must be taken out of an object. */
    public static boolean isWrapped(String toolName) {
        return toolName.equals(WRAPPED_NAME);
    }

    /** The answer that a call of the tool is. */
    public static String answer(String toolName, String arguments) {
        if (!isWrapped(toolName)) {
            return arguments;
        }
        JsonValue answer = wrapped(arguments);
        return answer == null ? arguments : answer.toJson();
    }

    private static @Nullable JsonValue wrapped(String arguments) {
        try {
            return Json.parseObject(arguments).get(WRAPPER);
        } catch (JsonSyntaxException cutOff) {
            return null;
        }
    }

    private static boolean isObject(JsonObject schema) {
        return schema.get("type") == null || "object".equals(schema.string("type"));
    }
}
