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
        JsonNode config = either(body, "generationConfig", "generation_config");
        return new ChatCall(
                request,
                body,
                model,
                streaming,
                lastUserText(body.path("contents")),
                tools(body.path("tools")),
                schema(config));
    }

    /** A field under its JSON name or its proto name. */
    static JsonNode either(JsonNode node, String camel, String snake) {
        JsonNode value = node.path(camel);
        return value.isMissingNode() ? node.path(snake) : value;
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
            for (JsonNode function : either(tool, "functionDeclarations", "function_declarations")) {
                offers.add(new ToolOffer(function.path("name").asString(""), false, parameters(function)));
            }
        }
        return offers;
    }

    private static JsonNode parameters(JsonNode function) {
        JsonNode parameters = function.path("parameters");
        JsonNode schema =
                parameters.isObject() ? parameters : either(function, "parametersJsonSchema", "parameters_json_schema");
        return schema.isObject() ? schema : Json.object();
    }

    private static @Nullable JsonNode schema(JsonNode config) {
        if (!either(config, "responseMimeType", "response_mime_type")
                .asString("")
                .equals("application/json")) {
            return null;
        }
        JsonNode json = either(config, "responseJsonSchema", "response_json_schema");
        JsonNode schema = json.isObject() ? json : either(config, "responseSchema", "response_schema");
        return schema.isObject() ? schema : Json.object();
    }
}
