package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one streamed answer, a line an event; only its first choice, for there is no more here. Calls of tools are told once
 * they are whole. Not thread-safe.
 */
final class OllamaEventWriter implements EventWriter {

    private final ReplyFrame frame;
    private final Map<Integer, OpenCall> calls = new LinkedHashMap<>();
    private long created;
    private Usage usage = Usage.NONE;
    private JsonObject beside = JsonObject.EMPTY;
    private ChatEvent.@Nullable Finished finished;

    OllamaEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.created = frame.createdSeconds();
    }

    /** A call whose arguments are still being told. */
    private record OpenCall(String id, String name, StringBuilder arguments) {

        JsonObject whole() {
            return MessageWriter.call(new Part.ToolCall(id, name, arguments.toString()));
        }
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        switch (event) {
            case ChatEvent.Started started -> created = started.created() == null ? created : started.created();
            case ChatEvent.Text text when text.choice() == 0 -> said(text.text(), into);
            case ChatEvent.Refusal refusal when refusal.choice() == 0 -> said(refusal.text(), into);
            case ChatEvent.Thinking thought when thought.choice() == 0 -> thought(thought.text(), into);
            case ChatEvent.ToolCallStarted call
            when call.choice() == 0 ->
                calls.put(call.call(), new OpenCall(call.id(), call.name(), new StringBuilder()));
            case ChatEvent.ToolArguments piece when piece.choice() == 0 -> arguments(piece);
            case ChatEvent.WholePart whole when whole.choice() == 0 -> whole(whole.part(), into);
            case ChatEvent.Logprobs logprobs when logprobs.choice() == 0 -> logprobs(logprobs.logprobs(), into);
            case ChatEvent.Extras extras when extras.choice() == 0 -> beside = beside.merged(extras.extras());
            case ChatEvent.Finished end when end.choice() == 0 -> finished = end;
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Ended ended -> end(into);
            default -> {
                // Other choices, and what has no word here: proofs, citations, sound, notes.
            }
        }
    }

    private void said(String text, Consumer<SseEvent> into) {
        tellCalls(into);
        message(OllamaReplyWriter.message(text, null, List.of()), into);
    }

    private void thought(String text, Consumer<SseEvent> into) {
        tellCalls(into);
        message(OllamaReplyWriter.message("", text, List.of()), into);
    }

    private void arguments(ChatEvent.ToolArguments piece) {
        OpenCall call = calls.get(piece.call());
        if (call != null) {
            call.arguments.append(piece.fragment());
        }
    }

    private void whole(Part part, Consumer<SseEvent> into) {
        if (part instanceof Part.Thinking thought) {
            thought(thought.text(), into);
        } else if (!OllamaReplyWriter.text(part).isEmpty()) {
            said(OllamaReplyWriter.text(part), into);
        }
    }

    private void logprobs(JsonValue logprobs, Consumer<SseEvent> into) {
        JsonObject nothing = OllamaReplyWriter.message("", null, List.of());
        emit(
                begun().put("message", nothing)
                        .put("done", false)
                        .putIfPresent(Logprobs.MEMBER, Logprobs.write(logprobs)),
                into);
    }

    private void tellCalls(Consumer<SseEvent> into) {
        if (!calls.isEmpty()) {
            List<JsonValue> whole = new ArrayList<>();
            calls.values().forEach(call -> whole.add(call.whole()));
            calls.clear();
            message(OllamaReplyWriter.message("", null, whole), into);
        }
    }

    private void end(Consumer<SseEvent> into) {
        tellCalls(into);
        ChatEvent.Finished end = finished;
        JsonObject.Builder last = begun().put("message", OllamaReplyWriter.message("", null, List.of()))
                .put("done", true)
                .put("done_reason", end == null ? "stop" : DoneReasons.write(end.finish(), end.nativeFinish()));
        OllamaReplyReader.beside(beside).forEach(last::put);
        UsageCount.write(usage, last);
        emit(last, into);
    }

    private void message(JsonObject message, Consumer<SseEvent> into) {
        emit(begun().put("message", message).put("done", false), into);
    }

    private JsonObject.Builder begun() {
        return OllamaReplyWriter.begun(frame.model(), created);
    }

    private static void emit(JsonObject.Builder line, Consumer<SseEvent> into) {
        into.accept(SseEvent.data(Json.bytes(line.build())));
    }
}
