package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one streamed answer. A client of this format hears of one answer only, in blocks one after another; what is inside
 * them is written by {@link OpenBlock} and {@link ToolCallBlocks}.
 */
final class AnthropicEventWriter implements EventWriter {

    private final ReplyFrame frame;
    private final OpenBlock block = new OpenBlock();
    private final ToolCallBlocks calls = new ToolCallBlocks(block);
    private final StringBuilder answer = new StringBuilder();
    private String id;
    private @Nullable String serviceTier;
    private Usage usage = Usage.NONE;
    private JsonObject extras = JsonObject.EMPTY;
    private ChatEvent.@Nullable Finished finished;
    private boolean cited;
    private boolean declined;

    AnthropicEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.id = frame.id();
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        switch (event) {
            case ChatEvent.Started started -> started(started, into);
            case ChatEvent.Text text when text.choice() == 0 -> text(text.text(), into);
            case ChatEvent.Refusal refusal when refusal.choice() == 0 -> refusal(refusal.text(), into);
            case ChatEvent.Thinking thinking when thinking.choice() == 0 -> thinking(thinking.text(), into);
            case ChatEvent.ThinkingSignature proof when proof.choice() == 0 -> signature(proof.signature(), into);
            case ChatEvent.ToolCallStarted call when call.choice() == 0 -> calls.start(call, id, into);
            case ChatEvent.ToolArguments piece when piece.choice() == 0 -> calls.piece(piece, into);
            case ChatEvent.WholePart whole when whole.choice() == 0 -> whole(whole.part(), into);
            case ChatEvent.Audio audio when audio.choice() == 0 -> audio(audio.transcript(), into);
            case ChatEvent.Citation citation when citation.choice() == 0 -> citation(citation.citation(), into);
            case ChatEvent.Annotation annotation when annotation.choice() == 0 -> annotation(annotation, into);
            case ChatEvent.Extras more when more.choice() == 0 -> extras = extras.merged(more.extras());
            case ChatEvent.Finished end when end.choice() == 0 -> finished = end;
            case ChatEvent.UsageReported report -> usage = usage.updatedBy(report.usage());
            case ChatEvent.Ended ended -> ended(into);
            default -> {
                // A further answer, probabilities or a signature of a text: no client of this format can ask for them.
            }
        }
    }

    private void started(ChatEvent.Started started, Consumer<SseEvent> into) {
        if (started.id() != null) {
            id = started.id();
        }
        serviceTier = started.serviceTier();
        JsonWriter out = StreamEvents.begin("message_start", 384);
        out.name("message").beginObject();
        out.member("id", id).member("type", "message").member("role", "assistant");
        out.member("model", frame.model()).name("content").beginArray().endArray();
        out.name("stop_reason").nullValue().name("stop_sequence").nullValue();
        UsageCount.write(out.name("usage"), usage, serviceTier);
        out.endObject();
        StreamEvents.end("message_start", out, into);
    }

    private void text(String text, Consumer<SseEvent> into) {
        if (!text.isEmpty()) {
            calls.finish(into);
            answer.append(text);
            block.text(text, into);
        }
    }

    private void refusal(String text, Consumer<SseEvent> into) {
        declined = true;
        text(text, into);
    }

    private void thinking(String text, Consumer<SseEvent> into) {
        if (!text.isEmpty()) {
            calls.finish(into);
            block.thinking(text, into);
        }
    }

    private void signature(String signature, Consumer<SseEvent> into) {
        calls.finish(into);
        block.signature(signature, into);
    }

    private void audio(@Nullable String transcript, Consumer<SseEvent> into) {
        if (transcript != null) {
            text(transcript, into);
        }
    }

    private void whole(Part part, Consumer<SseEvent> into) {
        switch (part) {
            case Part.Text text -> text(text.text(), into);
            case Part.Refusal refusal -> refusal(refusal.text(), into);
            case Part.Thinking thinking -> {
                thinking(thinking.text(), into);
                signature(thinking.signature() == null ? "" : thinking.signature(), into);
            }
            case Part.ToolCall call -> calls.whole(call, id, into);
            default -> {
                if (ReplyBlocks.isTold(part)) {
                    calls.finish(into);
                    block.whole(part, into);
                }
            }
        }
    }

    private void citation(JsonObject citation, Consumer<SseEvent> into) {
        if (Citations.isOwn(citation)) {
            cited = true;
            block.citation(citation, into);
        }
    }

    /** An annotation repeats a citation when the answer is Anthropic's own. */
    private void annotation(ChatEvent.Annotation annotation, Consumer<SseEvent> into) {
        JsonObject citation = cited ? null : Citations.citation(annotation.annotation(), answer.toString());
        if (citation != null) {
            calls.finish(into);
            block.citation(citation, into);
        }
    }

    private void ended(Consumer<SseEvent> into) {
        calls.finish(into);
        block.close(into);
        JsonWriter out = StreamEvents.begin("message_delta", 256);
        out.name("delta").beginObject();
        stop(out);
        AnthropicReplyWriter.beside(out, extras);
        out.endObject();
        UsageCount.write(out.name("usage"), usage, null);
        StreamEvents.end("message_delta", out, into);
        StreamEvents.end("message_stop", StreamEvents.begin("message_stop", 32), into);
    }

    private void stop(JsonWriter out) {
        ChatEvent.Finished end = finished;
        FinishReason reason = end == null ? null : end.finish();
        if (declined && reason == FinishReason.STOP) {
            reason = FinishReason.CONTENT_FILTER;
        }
        String sequence = end == null ? null : end.stopSequence();
        String word = end == null ? null : end.nativeFinish();
        out.member("stop_reason", StopReasons.write(reason, word, sequence != null, calls.any()));
        AnthropicReplyWriter.stopSequence(out, sequence);
    }
}
