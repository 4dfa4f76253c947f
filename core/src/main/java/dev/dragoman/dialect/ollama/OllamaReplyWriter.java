package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer for a client: its first choice, for there is no more here. */
final class OllamaReplyWriter {

    private OllamaReplyWriter() {}

    static byte[] write(ChatReply reply, ReplyFrame frame) {
        Choice choice = reply.choices().isEmpty() ? null : reply.choices().getFirst();
        JsonObject.Builder out =
                begun(frame.model(), reply.created() == null ? frame.createdSeconds() : reply.created());
        out.put("message", message(choice == null ? List.of() : choice.parts()));
        out.put("done", true);
        out.put("done_reason", choice == null ? "stop" : DoneReasons.write(choice.finish(), choice.nativeFinish()));
        if (choice != null) {
            out.putIfPresent(Logprobs.MEMBER, Logprobs.write(choice.logprobs()));
            OllamaReplyReader.beside(choice.extras()).forEach(out::put);
        }
        UsageCount.write(reply.usage(), out);
        return Json.bytes(out.build());
    }

    /** The beginning of an answer or of a line of it. */
    static JsonObject.Builder begun(String model, long created) {
        return JsonObject.builder()
                .put("model", model)
                .put("created_at", Instant.ofEpochSecond(created).toString());
    }

    private static JsonObject message(List<Part> parts) {
        StringBuilder content = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<JsonValue> calls = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                calls.add(MessageWriter.call(call));
            } else if (part instanceof Part.Thinking thought) {
                thinking.append(thought.text());
            } else {
                content.append(text(part));
            }
        }
        return message(content.toString(), thinking.isEmpty() ? null : thinking.toString(), calls);
    }

    /** A message or a piece of one. */
    static JsonObject message(String content, @Nullable String thinking, List<JsonValue> calls) {
        return JsonObject.builder()
                .put("role", "assistant")
                .put("content", content)
                .putIfPresent("thinking", thinking)
                .putIfPresent("tool_calls", calls.isEmpty() ? null : new JsonArray(calls))
                .build();
    }

    /** The words of a part; empty for what this format cannot tell. */
    static String text(Part part) {
        return switch (part) {
            case Part.Text text -> text.text();
            case Part.Refusal refusal -> refusal.text();
            case Part.SpokenAudio spoken -> spoken.transcript() == null ? "" : spoken.transcript();
            default -> "";
        };
    }
}
