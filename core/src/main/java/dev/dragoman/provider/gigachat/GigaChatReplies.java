package dev.dragoman.provider.gigachat;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Answers and their pieces in OpenAI's words. */
final class GigaChatReplies {

    private GigaChatReplies() {}

    /**
     * An answer.
     *
     * @param member what holds the message: {@code message}, or {@code delta} of a piece
     */
    static JsonObject answer(JsonObject told, String member) {
        JsonArray choices = told.array("choices");
        if (choices == null) {
            return told;
        }
        List<JsonValue> read = new ArrayList<>(choices.size());
        for (JsonValue choice : choices) {
            read.add(choice instanceof JsonObject object ? choice(object, member) : choice);
        }
        JsonObject answer = told.with("choices", new JsonArray(read));
        JsonObject usage = told.object("usage");
        return usage == null ? answer : answer.with("usage", usage(usage));
    }

    private static JsonObject choice(JsonObject choice, String member) {
        JsonObject message = choice.object(member);
        JsonObject read = message == null ? choice : choice.with(member, message(message));
        String reason = choice.string("finish_reason");
        return reason == null ? read : read.with("finish_reason", new JsonString(reason(reason)));
    }

    private static String reason(String reason) {
        return switch (reason) {
            case "function_call" -> "tool_calls";
            case "blacklist" -> "content_filter";
            default -> reason;
        };
    }

    /** A call comes whole, and with its arguments as an object. */
    private static JsonObject message(JsonObject message) {
        JsonObject call = message.object("function_call");
        if (call == null) {
            return message;
        }
        JsonObject arguments = call.object("arguments");
        JsonObject function = JsonObject.builder()
                .putIfPresent("name", call.string("name"))
                .put("arguments", arguments == null ? "{}" : arguments.toJson())
                .build();
        String state = message.string("functions_state_id");
        JsonObject told = JsonObject.builder()
                .put("index", 0)
                .putIfPresent("id", state == null ? null : "call_" + state)
                .put("type", "function")
                .put("function", function)
                .build();
        JsonObject rest = message.without("function_call").with("tool_calls", JsonArray.of(told));
        String text = message.string("content");
        return text == null || text.isEmpty() ? rest.with("content", JsonNull.NULL) : rest;
    }

    private static JsonObject usage(JsonObject usage) {
        return usage.get("precached_prompt_tokens") instanceof JsonNumber cached
                ? usage.without("precached_prompt_tokens")
                        .with("prompt_tokens_details", JsonObject.of("cached_tokens", cached))
                : usage;
    }
}
