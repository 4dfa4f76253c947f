package dev.dragoman.bench.micro;

import dev.dragoman.bench.load.Prose;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;

/** A vendor of a dialect, as far as the benchmarks need its answers. */
record Vendor(Dialect dialect) {

    /** What a client's answer needs to know. */
    static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-bench", "fast", 1_767_225_600L, true, false);

    private static final int ANSWER_BYTES = 2_000;

    /** A whole answer of some paragraphs and a tool call. */
    byte[] reply() {
        List<Part> parts = List.of(
                new Part.Text(Prose.ascii(7).sentences(ANSWER_BYTES)),
                new Part.ToolCall("call_1", "tool_0", "{\"path\":\"Main.java\",\"lines\":200}"));
        Choice choice = new Choice(0, parts, FinishReason.TOOL_CALLS, null, null, null, List.of(), JsonObject.EMPTY);
        ChatReply reply = new ChatReply(
                "answer-1", "bench", 1_767_225_600L, List.of(choice), Usage.of(1000, 400), null, JsonObject.EMPTY);
        return dialect.writeReply(reply, FRAME);
    }

    /** The events of a stream up to its second piece of text, which is the last of them. */
    List<SseEvent> events() {
        EventWriter writer = dialect.eventWriter(FRAME);
        List<SseEvent> events = new ArrayList<>();
        writer.write(new ChatEvent.Started("answer-1", "bench", 1_767_225_600L, null, JsonObject.EMPTY), events::add);
        writer.write(new ChatEvent.Text(0, "the first words"), events::add);
        writer.write(new ChatEvent.Text(0, " and some more"), events::add);
        return events;
    }
}
