package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a chat completion request asks for; the request has been checked before. */
public final class ChatCompletionRequests {

    private ChatCompletionRequests() {}

    /** The call that the body makes to this model. */
    public static ChatCall call(RecordedRequest request, JsonNode body, String model) {
        return new ChatCall(
                request,
                body,
                model,
                body.path("stream").asBoolean(false),
                lastUserText(body.path("messages")),
                tools(body),
                schema(body.path("response_format")));
    }

    /** Text of a message's content, be it a string or a list of parts. */
    static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asString(""));
        }
        return text.toString();
    }

    private static String lastUserText(JsonNode messages) {
        String last = "";
        for (JsonNode message : messages) {
            if (message.path("role").asString("").equals("user")) {
                String text = text(message.path("content"));
                last = text.isEmpty() ? last : text;
            }
        }
        return last;
    }

    private static List<ToolOffer> tools(JsonNode body) {
        List<ToolOffer> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            boolean freeText = tool.path("type").asString("").equals("custom");
            tools.add(tool(freeText ? tool.path("custom") : tool.path("function"), freeText));
        }
        for (JsonNode function : body.path("functions")) {
            tools.add(tool(function, false));
        }
        return tools;
    }

    private static ToolOffer tool(JsonNode declaration, boolean freeText) {
        JsonNode schema = declaration.path("parameters");
        return new ToolOffer(
                declaration.path("name").asString(""), freeText, schema.isObject() ? schema : Json.object());
    }

    private static @Nullable JsonNode schema(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "json_schema" -> format.path("json_schema").path("schema");
            case "json_object" -> Json.object();
            default -> null;
        };
    }
}
