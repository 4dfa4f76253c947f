package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what a messages request asks for; the request has been checked before. */
final class AnthropicRequests {

    private AnthropicRequests() {}

    static ChatCall call(RecordedRequest request, JsonNode body) {
        JsonNode schema = body.path("output_config").path("format").path("schema");
        JsonNode older = body.path("output_format").path("schema");
        return new ChatCall(
                request,
                body,
                body.path("model").asString(""),
                body.path("stream").asBoolean(false),
                lastUserText(body.path("messages")),
                tools(body.path("tools")),
                schema.isObject() ? schema : older.isObject() ? older : null);
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

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            text.append(block.path("text").asString(""));
        }
        return text.toString();
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode schema = tool.path("input_schema");
            if (schema.isObject()) {
                offers.add(new ToolOffer(tool.path("name").asString(""), false, schema));
            } else if (tool.has("name")) {
                offers.add(new ToolOffer(tool.path("name").asString(""), false, Json.object()));
            }
        }
        return offers;
    }
}
