package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a chat request asks for; the request has been checked before. */
final class CohereRequests {

    private CohereRequests() {}

    static ChatCall call(RecordedRequest request, JsonNode body, String model) {
        return new ChatCall(
                request,
                body,
                model,
                body.path("stream").asBoolean(false),
                lastUserText(body.path("messages")),
                tools(body.path("tools")),
                schema(body.path("response_format")));
    }

    private static String lastUserText(JsonNode messages) {
        String last = "";
        for (JsonNode message : messages) {
            if (message.path("role").stringValue().equals("user")) {
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
        content.forEach(block -> text.append(block.path("text").asString("")));
        return text.toString();
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            offers.add(new ToolOffer(function.path("name").stringValue(), false, function.path("parameters")));
        }
        return offers;
    }

    private static @Nullable JsonNode schema(JsonNode format) {
        if (!format.path("type").asString("").equals("json_object")) {
            return null;
        }
        JsonNode schema = format.path("json_schema");
        return schema.isObject() ? schema : Json.object();
    }
}
