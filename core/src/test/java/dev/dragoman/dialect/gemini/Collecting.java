package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Folds the events of a streamed answer to the whole answer. */
final class Collecting {

    private final Map<Integer, Gathered> choices = new TreeMap<>();
    private ChatEvent.@Nullable Started started;
    private Usage usage = Usage.NONE;

    private Collecting() {}

    static ChatReply reply(List<ChatEvent> events) {
        Collecting collecting = new Collecting();
        events.forEach(collecting::add);
        return collecting.reply();
    }

    private ChatReply reply() {
        ChatEvent.Started first = started;
        if (first == null) {
            throw new AssertionError("the stream never started");
        }
        List<Choice> whole = new ArrayList<>();
        choices.forEach((index, gathered) -> whole.add(gathered.choice(index)));
        return new ChatReply(
                first.id(), first.model(), first.created(), whole, usage, first.serviceTier(), first.extras());
    }

    private void add(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started first -> started = first;
            case ChatEvent.UsageReported reported -> usage = usage.updatedBy(reported.usage());
            case ChatEvent.Text text -> at(text.choice()).say(new Part.Text(text.text()));
            case ChatEvent.TextSignature proof ->
                at(proof.choice()).say(new Part.Text("", null, List.of(), proof.signature()));
            case ChatEvent.Thinking thought -> at(thought.choice()).say(new Part.Thinking(thought.text(), null));
            case ChatEvent.ThinkingSignature proof -> at(proof.choice()).say(new Part.Thinking("", proof.signature()));
            case ChatEvent.ToolCallStarted call ->
                at(call.choice())
                        .say(new Part.ToolCall(call.id(), call.name(), "", call.custom(), call.signature(), null));
            case ChatEvent.ToolArguments more -> at(more.choice()).argue(more.fragment());
            case ChatEvent.WholePart whole -> at(whole.choice()).say(whole.part());
            case ChatEvent.Audio audio ->
                at(audio.choice())
                        .say(new Part.SpokenAudio(audio.id(), audio.data(), audio.transcript(), "pcm16", null));
            case ChatEvent.Annotation note -> at(note.choice()).annotations.add(note.annotation());
            case ChatEvent.Extras more ->
                at(more.choice()).extras = at(more.choice()).extras.merged(more.extras());
            case ChatEvent.Logprobs more -> at(more.choice()).logprobs(more.logprobs());
            case ChatEvent.Finished finished -> at(finished.choice()).finished = finished;
            case ChatEvent.Refusal refusal -> throw new AssertionError(refusal);
            case ChatEvent.Citation citation -> throw new AssertionError(citation);
            case ChatEvent.Ended ended -> {
                // Nothing to fold.
            }
        }
    }

    private Gathered at(int choice) {
        return choices.computeIfAbsent(choice, index -> new Gathered());
    }

    private static final class Gathered {

        private final PartList parts = new PartList();
        private final List<JsonObject> annotations = new ArrayList<>();
        private JsonObject extras = JsonObject.EMPTY;
        private ChatEvent.@Nullable Finished finished;
        private final List<JsonValue> tokens = new ArrayList<>();
        private boolean hasLogprobs;

        void say(Part part) {
            parts.add(part);
        }

        void argue(String fragment) {
            List<Part> said = parts.parts();
            Part.ToolCall call = (Part.ToolCall) said.getLast();
            said.set(
                    said.size() - 1,
                    new Part.ToolCall(
                            call.id(),
                            call.name(),
                            call.arguments() + fragment,
                            call.custom(),
                            call.signature(),
                            null));
        }

        void logprobs(JsonValue more) {
            hasLogprobs = true;
            JsonArray content = ((JsonObject) more).array("content");
            if (content != null) {
                tokens.addAll(content.items());
            }
        }

        Choice choice(int index) {
            ChatEvent.Finished end = finished;
            FinishReason finish = end == null ? null : end.finish();
            return new Choice(
                    index,
                    parts.parts(),
                    finish,
                    end == null ? null : end.nativeFinish(),
                    end == null ? null : end.stopSequence(),
                    hasLogprobs ? JsonObject.of("content", new JsonArray(tokens)) : null,
                    annotations,
                    extras);
        }
    }
}
