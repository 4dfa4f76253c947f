package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the answers of a streamed reply, as far as it was told. Not thread-safe. */
final class CandidateEvents {

    private final int choice;
    private final AnswerText text = new AnswerText();
    private int calls;
    private @Nullable String reason;
    private @Nullable ProtoField grounding;
    private JsonObject extras = JsonObject.EMPTY;

    CandidateEvents(int choice) {
        this.choice = choice;
    }

    boolean isFinished() {
        return reason != null;
    }

    /** Reads the new parts, and keeps what is told beside them for the end. */
    void read(ProtoField candidate, byte[] seed, Consumer<ChatEvent> into) {
        for (ProtoField field : GeminiReplyReader.partsOf(candidate)) {
            Part part = PartReader.read(field, true, (id, signature) -> id(id, signature, seed));
            if (part != null) {
                part(part, into);
            }
        }
        ProtoField logprobs = candidate.member("logprobsResult");
        if (logprobs != null) {
            into.accept(new ChatEvent.Logprobs(choice, Logprobs.read(logprobs)));
        }
        keep(candidate);
    }

    /** Tells what was kept, and why the model stopped. */
    void end(Consumer<ChatEvent> into) {
        if (grounding != null) {
            Grounding.read(grounding, text).forEach(note -> into.accept(new ChatEvent.Annotation(choice, note)));
        }
        if (!extras.isEmpty()) {
            into.accept(new ChatEvent.Extras(choice, extras));
        }
        if (reason != null) {
            into.accept(finished(choice, reason, FinishReasons.read(reason, calls > 0)));
        }
    }

    static ChatEvent finished(int choice, String reason, FinishReason finish) {
        return new ChatEvent.Finished(choice, finish, FinishReasons.unusual(reason, finish), null);
    }

    private void keep(ProtoField candidate) {
        String told = candidate.string("finishReason");
        reason = told == null ? reason : told;
        ProtoField sources = candidate.member("groundingMetadata");
        grounding = sources == null ? grounding : sources;
        JsonObject more = CandidateExtras.read(candidate.object());
        extras = extras.isEmpty() ? more : extras.merged(more);
    }

    private String id(@Nullable String vendorId, @Nullable String signature, byte[] seed) {
        String known = vendorId == null || vendorId.isEmpty() ? CallId.made(seed, choice, calls) : vendorId;
        return new CallId(known, signature).told();
    }

    private void part(Part part, Consumer<ChatEvent> into) {
        switch (part) {
            case Part.Text said -> text(said, into);
            case Part.Thinking thought -> thought(thought, into);
            case Part.ToolCall call -> call(call, into);
            case Part.SpokenAudio spoken -> into.accept(new ChatEvent.Audio(choice, null, spoken.data(), null, null));
            default -> into.accept(new ChatEvent.WholePart(choice, part));
        }
    }

    private void text(Part.Text said, Consumer<ChatEvent> into) {
        if (!said.text().isEmpty()) {
            text.add(said.text());
            into.accept(new ChatEvent.Text(choice, said.text()));
        }
        if (said.signature() != null) {
            into.accept(new ChatEvent.TextSignature(choice, said.signature()));
        }
    }

    private void thought(Part.Thinking thought, Consumer<ChatEvent> into) {
        if (!thought.text().isEmpty()) {
            into.accept(new ChatEvent.Thinking(choice, thought.text()));
        }
        if (thought.signature() != null) {
            into.accept(new ChatEvent.ThinkingSignature(choice, thought.signature()));
        }
    }

    private void call(Part.ToolCall call, Consumer<ChatEvent> into) {
        int number = calls++;
        into.accept(
                new ChatEvent.ToolCallStarted(choice, number, call.id(), call.name(), call.custom(), call.signature()));
        into.accept(new ChatEvent.ToolArguments(choice, number, call.arguments()));
    }
}
