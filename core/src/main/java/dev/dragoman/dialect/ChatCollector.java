package dev.dragoman.dialect;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a streamed answer together, event by event, into the answer that the model would have given whole. At any time,
 * also after a stream that broke off, {@link #reply()} is what was heard so far. Not thread-safe.
 */
public final class ChatCollector implements Consumer<ChatEvent> {

    private final SortedMap<Integer, ChoiceCollector> choices = new TreeMap<>();
    private ChatEvent.@Nullable Started started;
    private Usage usage = Usage.NONE;
    private boolean complete;

    @Override
    public void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started start -> started = start;
            case ChatEvent.Text text -> choice(text.choice()).text(text.text());
            case ChatEvent.Thinking thinking -> choice(thinking.choice()).thinking(thinking.text());
            case ChatEvent.ThinkingSignature proof -> choice(proof.choice()).thinkingSignature(proof.signature());
            case ChatEvent.TextSignature mark -> choice(mark.choice()).textSignature(mark.signature());
            case ChatEvent.Refusal refusal -> choice(refusal.choice()).refusal(refusal.text());
            case ChatEvent.ToolCallStarted call -> choice(call.choice()).call(call);
            case ChatEvent.ToolArguments piece -> choice(piece.choice()).arguments(piece.call(), piece.fragment());
            case ChatEvent.WholePart whole -> choice(whole.choice()).whole(whole.part());
            case ChatEvent.Audio audio -> choice(audio.choice()).audio(audio);
            case ChatEvent.Citation citation -> choice(citation.choice()).citation(citation.citation());
            case ChatEvent.Annotation note -> choice(note.choice()).annotation(note.annotation());
            case ChatEvent.Logprobs logprobs -> choice(logprobs.choice()).logprobs(logprobs.logprobs());
            case ChatEvent.Extras extras -> choice(extras.choice()).extras(extras.extras());
            case ChatEvent.Finished end -> choice(end.choice()).finished(end);
            case ChatEvent.UsageReported report -> usage = usage.updatedBy(report.usage());
            case ChatEvent.Ended end -> complete = true;
        }
    }

    /** Whether the stream came to its end. */
    public boolean complete() {
        return complete;
    }

    /** The answer so far; its model is empty as long as the stream did not name one. */
    public ChatReply reply() {
        List<Choice> heard = new ArrayList<>(choices.size());
        choices.forEach((index, choice) -> heard.add(choice.choice(index)));
        ChatEvent.Started start = started;
        return start == null
                ? new ChatReply(null, "", null, heard, usage, null, JsonObject.EMPTY)
                : new ChatReply(
                        start.id(), start.model(), start.created(), heard, usage, start.serviceTier(), start.extras());
    }

    private ChoiceCollector choice(int index) {
        return choices.computeIfAbsent(index, any -> new ChoiceCollector());
    }
}
