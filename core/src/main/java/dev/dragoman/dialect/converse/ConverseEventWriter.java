package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one streamed answer; only its first choice, for there is no more here. Not thread-safe. */
final class ConverseEventWriter implements EventWriter {

    private enum Kind {
        NONE,
        TEXT,
        THINKING,
        CALL
    }

    private Kind open = Kind.NONE;
    private boolean closing;
    private int index = -1;
    private Usage usage = Usage.NONE;
    private JsonObject beside = JsonObject.EMPTY;
    private ChatEvent.@Nullable Finished finished;

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        switch (event) {
            case ChatEvent.Started started -> emit("messageStart", single("role", "assistant"), into);
            case ChatEvent.Text text when text.choice() == 0 -> text(text.text(), into);
            case ChatEvent.Refusal refusal when refusal.choice() == 0 -> text(refusal.text(), into);
            case ChatEvent.Thinking thought when thought.choice() == 0 -> thinking("text", thought.text(), into);
            case ChatEvent.ThinkingSignature proof
            when proof.choice() == 0 -> {
                thinking("signature", proof.signature(), into);
                closing = true;
            }
            case ChatEvent.ToolCallStarted call when call.choice() == 0 -> call(call, into);
            case ChatEvent.ToolArguments piece
            when piece.choice() == 0 -> delta(JsonObject.of("toolUse", single("input", piece.fragment())), into);
            case ChatEvent.WholePart whole when whole.choice() == 0 -> whole(whole.part(), into);
            case ChatEvent.Citation citation
            when citation.choice() == 0 -> {
                begin(Kind.TEXT, into);
                delta(JsonObject.of("citation", citation.citation()), into);
            }
            case ChatEvent.Extras extras when extras.choice() == 0 -> beside = beside.merged(extras.extras());
            case ChatEvent.Finished end when end.choice() == 0 -> finished = end;
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Ended ended -> end(into);
            default -> {
                // Further choices, and what this format has no words for.
            }
        }
    }

    private void text(String text, Consumer<SseEvent> into) {
        begin(Kind.TEXT, into);
        delta(single("text", text), into);
    }

    private void thinking(String member, String value, Consumer<SseEvent> into) {
        begin(Kind.THINKING, into);
        delta(JsonObject.of("reasoningContent", single(member, value)), into);
    }

    private void call(ChatEvent.ToolCallStarted call, Consumer<SseEvent> into) {
        close(into);
        index++;
        open = Kind.CALL;
        JsonObject use = JsonObject.builder()
                .put("toolUseId", call.id())
                .put("name", call.name())
                .build();
        block("contentBlockStart", "start", JsonObject.of("toolUse", use), into);
    }

    private void whole(Part part, Consumer<SseEvent> into) {
        if (part instanceof Part.RedactedThinking hidden) {
            close(into);
            index++;
            open = Kind.NONE;
            delta(JsonObject.of("reasoningContent", single("redactedContent", hidden.data())), into);
            stop(into);
        }
    }

    private void begin(Kind kind, Consumer<SseEvent> into) {
        if (open != kind || closing) {
            close(into);
            index++;
            open = kind;
        }
    }

    private void close(Consumer<SseEvent> into) {
        if (open != Kind.NONE) {
            stop(into);
        }
        open = Kind.NONE;
        closing = false;
    }

    private void end(Consumer<SseEvent> into) {
        close(into);
        ChatEvent.Finished end = finished;
        String reason = end == null ? "end_turn" : StopReasons.write(end.finish(), end.nativeFinish());
        JsonValue fields = beside.get("additionalModelResponseFields");
        emit(
                "messageStop",
                JsonObject.builder()
                        .put("stopReason", reason)
                        .putIfPresent("additionalModelResponseFields", fields)
                        .build(),
                into);
        JsonObject.Builder metadata = JsonObject.builder();
        if (!usage.equals(Usage.NONE)) {
            metadata.put("usage", UsageCount.write(usage));
        }
        ConverseReplyReader.beside(beside.without("additionalModelResponseFields"))
                .forEach(metadata::put);
        emit("metadata", metadata.build(), into);
    }

    private void stop(Consumer<SseEvent> into) {
        emit(
                "contentBlockStop",
                JsonObject.builder().put("contentBlockIndex", index).build(),
                into);
    }

    private void delta(JsonObject delta, Consumer<SseEvent> into) {
        block("contentBlockDelta", "delta", delta, into);
    }

    private void block(String kind, String member, JsonObject value, Consumer<SseEvent> into) {
        emit(
                kind,
                JsonObject.builder()
                        .put("contentBlockIndex", index)
                        .put(member, value)
                        .build(),
                into);
    }

    private static JsonObject single(String name, String value) {
        return JsonObject.of(name, new JsonString(value));
    }

    private static void emit(String kind, JsonObject data, Consumer<SseEvent> into) {
        into.accept(new SseEvent(kind, Json.bytes(data)));
    }
}
