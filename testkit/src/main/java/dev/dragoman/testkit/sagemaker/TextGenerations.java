package dev.dragoman.testkit.sagemaker;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import dev.dragoman.testkit.vendor.Sse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as Text Generation Inference does. */
final class TextGenerations {

    private TextGenerations() {}

    static ArrayNode whole(ChatCall call, Content content) {
        ObjectNode generated = Json.object().put("generated_text", content.text());
        if (call.body().path("parameters").path("details").asBoolean(false)) {
            generated.set("details", details(call, content));
        }
        return Json.array().add(generated);
    }

    static List<byte[]> events(ChatCall call, Content content, Streaming streaming) {
        List<byte[]> events = new ArrayList<>();
        List<String> pieces = Pieces.of(content.text(), streaming.pieceLength());
        for (String piece : pieces) {
            events.add(Sse.data(token(events.size() + 1, piece, false)));
        }
        ObjectNode last = token(events.size() + 1, "<|endoftext|>", true).put("generated_text", content.text());
        last.set("details", details(call, content));
        events.add(Sse.data(last));
        return events;
    }

    private static ObjectNode token(int index, String text, boolean special) {
        ObjectNode event = Json.object().put("index", index);
        event.putObject("token")
                .put("id", 100 + index)
                .put("text", text)
                .put("logprob", -0.25)
                .put("special", special);
        return event.putNull("generated_text").putNull("details");
    }

    private static ObjectNode details(ChatCall call, Content content) {
        var usage = content.usageFor(call.size());
        ObjectNode details = Json.object()
                .put("finish_reason", content.stop() == Stop.LENGTH ? "length" : "eos_token")
                .put("generated_tokens", usage.output())
                .put("input_length", usage.input());
        return details.putNull("seed");
    }
}
