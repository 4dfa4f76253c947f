package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one streamed answer; only its first choice, for there is no more here. Not thread-safe. */
final class CohereEventWriter implements EventWriter {

    private enum Kind {
        NONE,
        TEXT,
        THINKING
    }

    private final ReplyFrame frame;
    private final TreeSet<Integer> openCalls = new TreeSet<>();
    private String id;
    private Kind open = Kind.NONE;
    private int block = -1;
    private int citations;
    private Usage usage = Usage.NONE;
    private ChatEvent.@Nullable Finished finished;

    CohereEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.id = frame.id();
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        switch (event) {
            case ChatEvent.Started started -> start(started, into);
            case ChatEvent.Text text when text.choice() == 0 -> text(text.text(), into);
            case ChatEvent.Refusal refusal when refusal.choice() == 0 -> text(refusal.text(), into);
            case ChatEvent.Thinking thought when thought.choice() == 0 -> thinking(thought.text(), into);
            case ChatEvent.ToolCallStarted call when call.choice() == 0 -> call(call, into);
            case ChatEvent.ToolArguments piece when piece.choice() == 0 -> arguments(piece, into);
            case ChatEvent.WholePart whole when whole.choice() == 0 -> whole(whole.part(), into);
            case ChatEvent.Citation citation when citation.choice() == 0 -> citation(citation.citation(), into);
            case ChatEvent.Logprobs logprobs when logprobs.choice() == 0 -> logprobs(logprobs.logprobs(), into);
            case ChatEvent.Extras extras when extras.choice() == 0 -> extras(extras.extras(), into);
            case ChatEvent.Finished end when end.choice() == 0 -> finished = end;
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Ended ended -> end(into);
            default -> {
                // Other choices, and what has no word here: proofs, sound, notes in another form.
            }
        }
    }

    private void start(ChatEvent.Started started, Consumer<SseEvent> into) {
        id = started.id() == null ? frame.id() : started.id();
        JsonObject delta = inMessage("role", new JsonString("assistant"));
        emit("message-start", JsonObject.builder().put("id", id).put("delta", delta), into);
    }

    private void text(String text, Consumer<SseEvent> into) {
        begin(Kind.TEXT, into);
        content(JsonObject.of("text", new JsonString(text)), null, into);
    }

    private void thinking(String text, Consumer<SseEvent> into) {
        begin(Kind.THINKING, into);
        content(JsonObject.of("thinking", new JsonString(text)), null, into);
    }

    private void begin(Kind kind, Consumer<SseEvent> into) {
        if (open == kind) {
            return;
        }
        close(into);
        block++;
        open = kind;
        String name = kind == Kind.TEXT ? "text" : "thinking";
        JsonObject empty = JsonObject.builder().put("type", name).put(name, "").build();
        emit("content-start", indexed(block).put("delta", inMessage("content", empty)), into);
    }

    private void content(JsonObject content, @Nullable JsonObject logprobs, Consumer<SseEvent> into) {
        emit(
                "content-delta",
                indexed(block).put("delta", inMessage("content", content)).putIfPresent("logprobs", logprobs),
                into);
    }

    private void logprobs(JsonValue logprobs, Consumer<SseEvent> into) {
        for (JsonObject chunk : Logprobs.write(logprobs)) {
            begin(Kind.TEXT, into);
            content(JsonObject.of("text", new JsonString("")), chunk, into);
        }
    }

    private void call(ChatEvent.ToolCallStarted call, Consumer<SseEvent> into) {
        closeContent(into);
        openCalls.add(call.call());
        JsonObject function = JsonObject.builder()
                .put("name", call.name())
                .put("arguments", "")
                .build();
        JsonObject begun = JsonObject.builder()
                .put("id", call.id())
                .put("type", "function")
                .put("function", function)
                .build();
        emit("tool-call-start", indexed(call.call()).put("delta", inMessage("tool_calls", begun)), into);
    }

    private void arguments(ChatEvent.ToolArguments piece, Consumer<SseEvent> into) {
        JsonObject function = JsonObject.of("function", JsonObject.of("arguments", new JsonString(piece.fragment())));
        emit("tool-call-delta", indexed(piece.call()).put("delta", inMessage("tool_calls", function)), into);
    }

    private void whole(Part part, Consumer<SseEvent> into) {
        switch (part) {
            case Part.Text text -> text(text.text(), into);
            case Part.Refusal refusal -> text(refusal.text(), into);
            case Part.Thinking thought -> thinking(thought.text(), into);
            default -> {
                // This format cannot tell it.
            }
        }
    }

    private void citation(JsonValue citation, Consumer<SseEvent> into) {
        emit("citation-start", indexed(citations).put("delta", inMessage(Citations.MEMBER, citation)), into);
        emit("citation-end", indexed(citations++), into);
    }

    private void extras(JsonObject extras, Consumer<SseEvent> into) {
        JsonValue plan = extras.get(MessageWriter.TOOL_PLAN);
        if (plan != null) {
            JsonObject delta = inMessage(MessageWriter.TOOL_PLAN, plan);
            emit("tool-plan-delta", JsonObject.builder().put("delta", delta), into);
        }
        JsonArray beside = extras.array(Citations.BESIDE_TEXT);
        if (beside != null) {
            beside.forEach(citation -> citation(citation, into));
        }
    }

    private void close(Consumer<SseEvent> into) {
        closeContent(into);
        openCalls.forEach(call -> emit("tool-call-end", indexed(call), into));
        openCalls.clear();
    }

    private void closeContent(Consumer<SseEvent> into) {
        if (open != Kind.NONE) {
            emit("content-end", indexed(block), into);
            open = Kind.NONE;
        }
    }

    private void end(Consumer<SseEvent> into) {
        close(into);
        ChatEvent.Finished end = finished;
        JsonObject.Builder delta = JsonObject.builder()
                .put("finish_reason", end == null ? "COMPLETE" : FinishReasons.write(end.finish(), end.nativeFinish()));
        if (!usage.equals(Usage.NONE)) {
            delta.put("usage", UsageCount.write(usage));
        }
        emit("message-end", JsonObject.builder().put("id", id).put("delta", delta.build()), into);
    }

    private static JsonObject.Builder indexed(int index) {
        return JsonObject.builder().put("index", index);
    }

    private static JsonObject inMessage(String member, JsonValue value) {
        return JsonObject.of("message", JsonObject.of(member, value));
    }

    private static void emit(String kind, JsonObject.Builder members, Consumer<SseEvent> into) {
        JsonObject data = JsonObject.builder().put("type", kind).build().merged(members.build());
        into.accept(new SseEvent(kind, Json.bytes(data)));
    }
}
