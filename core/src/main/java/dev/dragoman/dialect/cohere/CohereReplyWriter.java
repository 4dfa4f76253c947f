package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer for a client: its first choice, for there is no more here. */
final class CohereReplyWriter {

    private CohereReplyWriter() {}

    static byte[] write(ChatReply reply, ReplyFrame frame) {
        Choice choice = reply.choices().isEmpty() ? null : reply.choices().getFirst();
        JsonObject.Builder out = JsonObject.builder()
                .put("id", reply.id() == null ? frame.id() : reply.id())
                .put(
                        "finish_reason",
                        choice == null ? "COMPLETE" : FinishReasons.write(choice.finish(), choice.nativeFinish()))
                .put("message", message(choice == null ? List.of() : choice.parts(), extras(choice)));
        if (!reply.usage().equals(Usage.NONE)) {
            out.put("usage", UsageCount.write(reply.usage()));
        }
        List<JsonObject> logprobs = Logprobs.write(choice == null ? null : choice.logprobs());
        out.putIfPresent("logprobs", logprobs.isEmpty() ? null : new JsonArray(List.copyOf(logprobs)));
        return Json.bytes(out.build());
    }

    private static JsonObject extras(@Nullable Choice choice) {
        return choice == null ? JsonObject.EMPTY : choice.extras();
    }

    private static JsonObject message(List<Part> parts, JsonObject extras) {
        List<JsonValue> said = new ArrayList<>();
        List<JsonValue> calls = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                calls.add(MessageWriter.call(call));
            } else {
                add(said(part), said);
            }
        }
        List<JsonValue> citations = Citations.of(parts, extras);
        return JsonObject.builder()
                .put("role", "assistant")
                .putIfPresent("content", said.isEmpty() ? null : new JsonArray(said))
                .putIfPresent(MessageWriter.TOOL_PLAN, extras.string(MessageWriter.TOOL_PLAN))
                .putIfPresent("tool_calls", calls.isEmpty() ? null : new JsonArray(calls))
                .putIfPresent(Citations.MEMBER, citations.isEmpty() ? null : new JsonArray(citations))
                .build();
    }

    private static void add(@Nullable JsonValue block, List<JsonValue> into) {
        if (block != null) {
            into.add(block);
        }
    }

    /** The block of what was said; null for what this format cannot tell. */
    private static @Nullable JsonValue said(Part part) {
        return switch (part) {
            case Part.Text text -> MessageWriter.text(text.text());
            case Part.Refusal refusal -> MessageWriter.text(refusal.text());
            case Part.Thinking thought -> MessageWriter.thinking(thought.text());
            case Part.SpokenAudio spoken ->
                spoken.transcript() == null ? null : MessageWriter.text(spoken.transcript());
            case Part.Opaque opaque -> opaque.dialect().equals(CohereDialect.NAME) ? opaque.block() : null;
            default -> null;
        };
    }
}
