package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.ToolOffer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a chat request asks for; the request has been checked before. */
final class OllamaRequests {

    private OllamaRequests() {}

    /** What is not said is streamed. */
    static ChatCall call(RecordedRequest request, JsonNode body, String model) {
        return new ChatCall(
                request,
                body,
                model,
                body.path("stream").asBoolean(true),
                lastUserText(body.path("messages")),
                tools(body.path("tools")),
                schema(body.path("format")));
    }

    private static String lastUserText(JsonNode messages) {
        String last = "";
        for (JsonNode message : messages) {
            if (message.path("role").asString("").toLowerCase(Locale.ROOT).equals("user")) {
                String text = message.path("content").asString("");
                last = text.isEmpty() ? last : text;
            }
        }
        return last;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode schema = tool.path("function").path("parameters");
            offers.add(new ToolOffer(
                    tool.path("function").path("name").asString(""),
                    false,
                    schema.isObject() ? schema : Json.object()));
        }
        return offers;
    }

    private static @Nullable JsonNode schema(JsonNode format) {
        if (format.isObject()) {
            return format;
        }
        return format.asString("").equals("json") ? Json.object() : null;
    }
}
