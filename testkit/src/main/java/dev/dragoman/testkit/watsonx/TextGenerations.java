package dev.dragoman.testkit.watsonx;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes content as text generation does: results with their counts.
 *
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai#text-generation-stream">IBM: Infer text event stream</a>
 */
final class TextGenerations {

    private static final String ACTION = "/text/generation";

    private TextGenerations() {}

    static boolean isPath(String path) {
        return path.endsWith(ACTION) || path.endsWith(ACTION + "_stream");
    }

    static ObjectNode whole(ChatCall call, Content content) {
        var usage = content.usageFor(call.size());
        return answer(call, content.text(), usage.output(), usage.input(), reason(content.stop()));
    }

    /** The prompt is counted in the first event, the text so far in each. */
    static List<ObjectNode> events(ChatCall call, Content content, Streaming streaming) {
        var usage = content.usageFor(call.size());
        List<String> pieces = Pieces.of(content.text(), streaming.pieceLength());
        List<ObjectNode> events = new ArrayList<>();
        events.add(answer(call, "", 0, usage.input(), "not_finished"));
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i == pieces.size() - 1;
            long output = last ? usage.output() : Math.min(i + 1L, usage.output());
            events.add(answer(call, pieces.get(i), output, 0, last ? reason(content.stop()) : "not_finished"));
        }
        if (pieces.isEmpty()) {
            events.add(answer(call, "", usage.output(), 0, reason(content.stop())));
        }
        return events;
    }

    private static ObjectNode answer(ChatCall call, String text, long output, long input, String reason) {
        ObjectNode answer = Json.object().put("model_id", call.model()).put("created_at", "2026-01-01T00:00:00.000Z");
        answer.putArray("results")
                .addObject()
                .put("generated_text", text)
                .put("generated_token_count", output)
                .put("input_token_count", input)
                .put("stop_reason", reason);
        return answer;
    }

    private static String reason(Stop stop) {
        return stop == Stop.LENGTH ? "max_tokens" : "eos_token";
    }
}
