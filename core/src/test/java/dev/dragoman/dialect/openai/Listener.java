package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears a stream and puts its answers together. */
final class Listener implements Consumer<ChatEvent> {

    private final Map<Integer, Heard> choices = new TreeMap<>();
    private ChatEvent.@Nullable Started started;
    private Usage usage = Usage.NONE;
    private boolean ended;

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started start -> started = start;
            case ChatEvent.UsageReported report -> usage = usage.updatedBy(report.usage());
            case ChatEvent.Ended end -> ended = true;
            case ChatEvent.Text text -> heard(text.choice()).text(text.text());
            case ChatEvent.Thinking thinking -> heard(thinking.choice()).thinking(thinking.text(), null);
            case ChatEvent.ThinkingSignature proof -> heard(proof.choice()).thinking("", proof.signature());
            case ChatEvent.Refusal refusal -> heard(refusal.choice()).refusal(refusal.text());
            case ChatEvent.ToolCallStarted call -> heard(call.choice()).call(call);
            case ChatEvent.ToolArguments piece -> heard(piece.choice()).arguments(piece);
            case ChatEvent.WholePart whole -> heard(whole.choice()).parts.add(whole.part());
            case ChatEvent.Audio audio -> heard(audio.choice()).audio(audio);
            case ChatEvent.Annotation annotation ->
                heard(annotation.choice()).annotations.add(annotation.annotation());
            case ChatEvent.Logprobs logprobs -> heard(logprobs.choice()).logprobs = logprobs.logprobs();
            case ChatEvent.Extras more -> {
                Heard heard = heard(more.choice());
                heard.extras = heard.extras.merged(more.extras());
            }
            case ChatEvent.Finished finish -> heard(finish.choice()).finish = finish.finish();
            case ChatEvent.TextSignature signature -> throw new AssertionError(signature);
            case ChatEvent.Citation citation -> throw new AssertionError(citation);
        }
    }

    ChatReply reply() {
        ChatEvent.Started start = Objects.requireNonNull(started);
        List<Choice> all = new ArrayList<>();
        choices.forEach((number, heard) -> all.add(heard.choice(number)));
        return new ChatReply(
                start.id(), start.model(), start.created(), all, usage, start.serviceTier(), start.extras());
    }

    boolean ended() {
        return ended;
    }

    private Heard heard(int choice) {
        return choices.computeIfAbsent(choice, number -> new Heard());
    }

    /** One answer so far. */
    private static final class Heard {

        private final List<Part> parts = new ArrayList<>();
        private final List<JsonObject> annotations = new ArrayList<>();
        private final List<Integer> calls = new ArrayList<>();
        private JsonObject extras = JsonObject.EMPTY;
        private @Nullable JsonValue logprobs;
        private @Nullable FinishReason finish;

        Choice choice(int number) {
            return new Choice(number, parts, finish, null, null, logprobs, annotations, extras);
        }

        void text(String piece) {
            if (!parts.isEmpty() && parts.getLast() instanceof Part.Text before) {
                parts.set(parts.size() - 1, new Part.Text(before.text() + piece));
            } else {
                parts.add(new Part.Text(piece));
            }
        }

        void refusal(String piece) {
            if (!parts.isEmpty() && parts.getLast() instanceof Part.Refusal before) {
                parts.set(parts.size() - 1, new Part.Refusal(before.text() + piece));
            } else {
                parts.add(new Part.Refusal(piece));
            }
        }

        void thinking(String piece, @Nullable String signature) {
            if (!parts.isEmpty() && parts.getLast() instanceof Part.Thinking before && before.signature() == null) {
                parts.set(parts.size() - 1, new Part.Thinking(before.text() + piece, signature));
            } else {
                parts.add(new Part.Thinking(piece, signature));
            }
        }

        void call(ChatEvent.ToolCallStarted call) {
            calls.add(parts.size());
            parts.add(new Part.ToolCall(call.id(), call.name(), "", call.custom(), call.signature(), null));
        }

        void arguments(ChatEvent.ToolArguments piece) {
            int at = calls.get(piece.call());
            Part.ToolCall call = (Part.ToolCall) parts.get(at);
            String arguments = call.arguments() + piece.fragment();
            parts.set(at, new Part.ToolCall(call.id(), call.name(), arguments, call.custom(), call.signature(), null));
        }

        void audio(ChatEvent.Audio piece) {
            Part.SpokenAudio before =
                    !parts.isEmpty() && parts.getLast() instanceof Part.SpokenAudio audio ? audio : null;
            if (before == null) {
                parts.add(new Part.SpokenAudio(piece.id(), piece.data(), piece.transcript(), null, piece.expiresAt()));
                return;
            }
            Long expires = piece.expiresAt() == null ? before.expiresAt() : piece.expiresAt();
            parts.set(
                    parts.size() - 1,
                    new Part.SpokenAudio(
                            before.id(),
                            joined(before.data(), piece.data()),
                            joined(before.transcript(), piece.transcript()),
                            null,
                            expires));
        }

        private static @Nullable String joined(@Nullable String before, @Nullable String more) {
            return before == null ? more : more == null ? before : before + more;
        }
    }
}
