package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a Converse request asks for; the request has been checked before. */
final class BedrockRequests {

    private BedrockRequests() {}

    static ChatCall call(RecordedRequest request, JsonNode body, String model, boolean streaming) {
        return new ChatCall(
                request,
                body,
                model,
                streaming,
                lastUserText(body.path("messages")),
                tools(body.path("toolConfig").path("tools")),
                schema(body));
    }

    private static String lastUserText(JsonNode messages) {
        String last = "";
        for (JsonNode message : messages) {
            if (message.path("role").asString("").equals("user")) {
                StringBuilder text = new StringBuilder();
                message.path("content")
                        .forEach(block -> text.append(block.path("text").asString("")));
                last = text.isEmpty() ? last : text.toString();
            }
        }
        return last;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode spec = tool.path("toolSpec");
            if (spec.isObject()) {
                offers.add(new ToolOffer(
                        spec.path("name").asString(""),
                        false,
                        spec.path("inputSchema").path("json")));
            }
        }
        return offers;
    }

    private static @Nullable JsonNode schema(JsonNode body) {
        JsonNode text = body.path("outputConfig")
                .path("textFormat")
                .path("structure")
                .path("jsonSchema")
                .path("schema");
        return text.isString() ? Json.read(text.stringValue()) : null;
    }
}
