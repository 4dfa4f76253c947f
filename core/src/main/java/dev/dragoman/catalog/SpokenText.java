package dev.dragoman.catalog;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.Set;

/**
 * Gathers what a model said from the events of an answer, or from a whole one, in any of the forms that clients speak: text,
 * thoughts, refusals and the calls of tools. For estimates only. Not thread-safe.
 */
public final class SpokenText {

    /** Members that hold what was said, or further members that do. */
    private static final Set<String> TEXTS = Set.of(
            "text",
            "content",
            "delta",
            "refusal",
            "reasoning",
            "reasoning_content",
            "thinking",
            "partial_json",
            "arguments",
            "name",
            "transcript",
            "response");

    /** Members that hold the arguments of a call as an object. */
    private static final Set<String> OBJECTS = Set.of("args", "input");

    /** Members below which something was said. */
    private static final Set<String> WAYS = Set.of(
            "choices",
            "message",
            "messages",
            "tool_calls",
            "function",
            "function_call",
            "functionCall",
            "content_block",
            "candidates",
            "parts",
            "output",
            "summary",
            "item");

    private final StringBuilder text = new StringBuilder();

    /** Takes an event, or a whole answer, in; what is no JSON says nothing. */
    public void hear(byte[] json) {
        try {
            if (Json.parse(json) instanceof JsonObject event && !repeats(event)) {
                hear(event);
            }
        } catch (JsonSyntaxException noJson) {
            // Such as the word that ends a stream.
        }
    }

    /** All that was said. */
    public String text() {
        return text.toString();
    }

    /** OpenAI's Responses tell every piece again when a part, an item or all is complete. */
    private static boolean repeats(JsonObject event) {
        String type = event.string("type");
        return type != null && type.startsWith("response.") && !type.endsWith(".delta");
    }

    private void hear(JsonObject object) {
        object.forEach((name, value) -> {
            if (OBJECTS.contains(name) && value instanceof JsonObject arguments) {
                text.append(arguments.isEmpty() ? "" : arguments.toJson());
            } else if (TEXTS.contains(name) && value instanceof JsonString said) {
                text.append(said.value());
            } else if (TEXTS.contains(name) || WAYS.contains(name)) {
                below(value);
            }
        });
    }

    private void below(JsonValue value) {
        if (value instanceof JsonObject object) {
            hear(object);
        } else if (value instanceof JsonArray list) {
            list.items().forEach(this::below);
        }
    }
}
