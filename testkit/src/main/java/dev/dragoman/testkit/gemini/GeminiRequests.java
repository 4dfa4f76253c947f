package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a generateContent request asks for; the request has been checked before. */
final class GeminiRequests {

    private GeminiRequests() {}

    static ChatCall call(RecordedRequest request, JsonNode body, String model, boolean streaming) {
        JsonNode config = body.path("generationConfig");
        return new ChatCall(
                request,
                body,
                model,
                streaming,
                lastUserText(body.path("contents")),
                tools(body.path("tools")),
                schema(config));
    }

    private static String lastUserText(JsonNode contents) {
        String last = "";
        for (JsonNode content : contents) {
            if (!content.path("role").asString("user").equals("model")) {
                StringBuilder text = new StringBuilder();
                content.path("parts")
                        .forEach(part -> text.append(part.path("text").asString("")));
                last = text.isEmpty() ? last : text.toString();
            }
        }
        return last;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            for (JsonNode function : tool.path("functionDeclarations")) {
                offers.add(new ToolOffer(function.path("name").asString(""), false, parameters(function)));
            }
        }
        return offers;
    }

    private static JsonNode parameters(JsonNode function) {
        JsonNode parameters = function.path("parameters");
        JsonNode schema = parameters.isObject() ? parameters : function.path("parametersJsonSchema");
        return schema.isObject() ? schema : Json.object();
    }

    private static @Nullable JsonNode schema(JsonNode config) {
        if (!config.path("responseMimeType").asString("").equals("application/json")) {
            return null;
        }
        JsonNode json = config.path("responseJsonSchema");
        JsonNode schema = json.isObject() ? json : config.path("responseSchema");
        return schema.isObject() ? schema : Json.object();
    }
}
