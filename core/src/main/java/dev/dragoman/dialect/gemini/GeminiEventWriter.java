package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one streamed answer: an event per piece, a call once it is whole, and everything else in the last event.
 */
final class GeminiEventWriter implements EventWriter {

    private final ReplyFrame frame;
    private final AnswerPartWriter parts = new AnswerPartWriter();
    private final Map<Integer, CandidateState> candidates = new TreeMap<>();
    private String id;
    private @Nullable String serviceTier;
    private JsonObject beside = JsonObject.EMPTY;
    private Usage usage = Usage.NONE;

    GeminiEventWriter(ReplyFrame frame) {
        this.frame = frame;
        this.id = frame.id();
    }

    @Override
    public void write(ChatEvent event, Consumer<SseEvent> into) {
        switch (event) {
            case ChatEvent.Started started -> start(started);
            case ChatEvent.Text text -> said(text.choice(), text.text(), into);
            case ChatEvent.Refusal refusal -> said(refusal.choice(), refusal.text(), into);
            case ChatEvent.Thinking thought -> part(thought.choice(), new Part.Thinking(thought.text(), null), into);
            case ChatEvent.ThinkingSignature proof ->
                part(proof.choice(), new Part.Thinking("", proof.signature()), into);
            case ChatEvent.TextSignature proof ->
                part(proof.choice(), new Part.Text("", null, List.of(), proof.signature()), into);
            case ChatEvent.WholePart whole -> part(whole.choice(), whole.part(), into);
            case ChatEvent.Audio audio -> audio(audio, into);
            case ChatEvent.ToolCallStarted call -> state(call.choice()).begin(call);
            case ChatEvent.ToolArguments more -> state(more.choice()).arguments(more);
            case ChatEvent.Annotation note -> state(note.choice()).annotate(note.annotation());
            case ChatEvent.Logprobs logprobs -> logprobs(logprobs.choice(), logprobs.logprobs(), into);
            case ChatEvent.Extras extras -> state(extras.choice()).tell(extras.extras());
            case ChatEvent.Finished finished -> {
                flush(finished.choice(), into);
                state(finished.choice()).finish(finished);
            }
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Ended ended -> end(into);
            case ChatEvent.Citation citation -> {
                // In its vendor's words, which clients of this format do not know; annotations tell the same.
            }
        }
    }

    private void start(ChatEvent.Started started) {
        id = started.id() == null ? frame.id() : started.id();
        serviceTier = started.serviceTier();
        beside = started.extras();
    }

    private void said(int choice, String text, Consumer<SseEvent> into) {
        state(choice).say(text);
        part(choice, new Part.Text(text), into);
    }

    private void audio(ChatEvent.Audio audio, Consumer<SseEvent> into) {
        if (audio.data() != null) {
            part(audio.choice(), new Part.SpokenAudio(audio.id(), audio.data(), null, null, null), into);
        } else if (audio.transcript() != null) {
            said(audio.choice(), audio.transcript(), into);
        }
    }

    private void part(int choice, Part part, Consumer<SseEvent> into) {
        flush(choice, into);
        if (AnswerPartWriter.isTold(part)) {
            emit(choice, part, into);
        }
    }

    /** Writes the calls that were being told; they are whole now. */
    private void flush(int choice, Consumer<SseEvent> into) {
        state(choice).takeCalls().forEach(call -> emit(choice, call, into));
    }

    private void emit(int choice, Part part, Consumer<SseEvent> into) {
        JsonWriter out = open(choice);
        out.name("parts").beginArray();
        parts.write(out, part);
        out.endArray().member("role", "model").endObject();
        out.member("index", choice).endObject().endArray();
        close(out, into);
    }

    private void logprobs(int choice, JsonValue logprobs, Consumer<SseEvent> into) {
        JsonWriter out = open(choice).member("role", "model").endObject();
        out.member("index", choice);
        Logprobs.write(out, logprobs);
        out.endObject().endArray();
        close(out, into);
    }

    private JsonWriter open(int choice) {
        state(choice);
        JsonWriter out = new JsonWriter(256).beginObject();
        out.name("candidates").beginArray().beginObject();
        return out.name("content").beginObject();
    }

    private void close(JsonWriter out, Consumer<SseEvent> into) {
        out.member("modelVersion", frame.model()).member("responseId", id);
        GeminiReplyWriter.rest(out, beside);
        beside = JsonObject.EMPTY;
        into.accept(SseEvent.data(out.endObject().toBytes()));
    }

    private void end(Consumer<SseEvent> into) {
        candidates.keySet().forEach(choice -> flush(choice, into));
        JsonWriter out = new JsonWriter(512).beginObject();
        if (!GeminiReplyWriter.isBlocked(beside)) {
            out.name("candidates").beginArray();
            candidates.forEach((choice, state) -> state.end(out, choice));
            out.endArray();
        }
        GeminiReplyWriter.usage(out, usage, serviceTier);
        close(out, into);
    }

    private CandidateState state(int choice) {
        return candidates.computeIfAbsent(choice, number -> new CandidateState());
    }
}
