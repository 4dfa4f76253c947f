package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears a stream of one answer and puts it together. */
final class Listener implements Consumer<ChatEvent> {

    private final List<Part> parts = new ArrayList<>();
    private final List<JsonObject> annotations = new ArrayList<>();
    private ChatEvent.@Nullable Started started;
    private ChatEvent.@Nullable Finished finished;
    private Usage usage = Usage.NONE;
    private JsonObject extras = JsonObject.EMPTY;
    private boolean ended;

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started start -> started = start;
            case ChatEvent.Text text -> text(text.text());
            case ChatEvent.Thinking thinking -> thinking(thinking.text(), null);
            case ChatEvent.ThinkingSignature proof -> thinking("", proof.signature());
            case ChatEvent.ToolCallStarted call ->
                parts.add(new Part.ToolCall(call.id(), call.name(), "", call.custom(), call.signature(), null));
            case ChatEvent.ToolArguments piece -> arguments(piece.fragment());
            case ChatEvent.WholePart whole -> parts.add(whole.part());
            case ChatEvent.Citation citation -> citation(citation.citation());
            case ChatEvent.Annotation annotation -> annotations.add(annotation.annotation());
            case ChatEvent.Extras more -> extras = extras.merged(more.extras());
            case ChatEvent.Finished finish -> finished = finish;
            case ChatEvent.UsageReported report -> usage = usage.updatedBy(report.usage());
            case ChatEvent.Ended end -> ended = true;
            default -> throw new AssertionError(event + " (expected: nothing of another vendor)");
        }
    }

    ChatReply reply() {
        ChatEvent.Started start = Objects.requireNonNull(started);
        ChatEvent.Finished end = Objects.requireNonNull(finished);
        Choice choice =
                new Choice(0, parts, end.finish(), end.nativeFinish(), end.stopSequence(), null, annotations, extras);
        return new ChatReply(
                start.id(),
                start.model(),
                start.created(),
                List.of(choice),
                usage,
                start.serviceTier(),
                start.extras());
    }

    boolean ended() {
        return ended;
    }

    private void text(String piece) {
        if (!parts.isEmpty()
                && parts.getLast() instanceof Part.Text before
                && before.citations().isEmpty()) {
            parts.set(parts.size() - 1, new Part.Text(before.text() + piece));
        } else {
            parts.add(new Part.Text(piece));
        }
    }

    private void thinking(String piece, @Nullable String signature) {
        if (!parts.isEmpty() && parts.getLast() instanceof Part.Thinking before && before.signature() == null) {
            parts.set(parts.size() - 1, new Part.Thinking(before.text() + piece, signature));
        } else {
            parts.add(new Part.Thinking(piece, signature));
        }
    }

    private void arguments(String piece) {
        Part.ToolCall call = (Part.ToolCall) parts.removeLast();
        parts.add(new Part.ToolCall(
                call.id(), call.name(), call.arguments() + piece, call.custom(), call.signature(), call.cache()));
    }

    private void citation(JsonObject citation) {
        Part.Text text = (Part.Text) parts.removeLast();
        List<JsonObject> citations = new ArrayList<>(text.citations());
        citations.add(citation);
        parts.add(new Part.Text(text.text(), text.cache(), citations, text.signature()));
    }
}
