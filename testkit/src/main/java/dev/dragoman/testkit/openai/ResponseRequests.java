package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a request for a response asks for; the request has been checked before. */
final class ResponseRequests {

    private ResponseRequests() {}

    static ChatCall call(RecordedRequest request, JsonNode body, String model) {
        return new ChatCall(
                request,
                body,
                model,
                body.path("stream").asBoolean(false),
                lastUserText(body.path("input")),
                tools(body.path("tools")),
                schema(body.path("text").path("format")));
    }

    private static String lastUserText(JsonNode input) {
        if (input.isString()) {
            return input.stringValue();
        }
        String last = "";
        for (JsonNode item : input) {
            if (item.path("role").asString("").equals("user")) {
                String text = ChatCompletionRequests.text(item.path("content"));
                last = text.isEmpty() ? last : text;
            }
        }
        return last;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            String type = tool.path("type").asString("");
            if (type.equals("function") || type.equals("custom")) {
                JsonNode schema = tool.path("parameters");
                offers.add(new ToolOffer(
                        tool.path("name").asString(""),
                        type.equals("custom"),
                        schema.isObject() ? schema : Json.object()));
            }
        }
        return offers;
    }

    private static @Nullable JsonNode schema(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "json_schema" -> format.path("schema");
            case "json_object" -> Json.object();
            default -> null;
        };
    }
}
