package dev.dragoman.dialect.responses;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Tells a whole answer as a stream, its texts in pieces of any length. */
final class Telling {

    private final Dice dice;
    private final int choice;
    private final List<ChatEvent> events = new ArrayList<>();
    private int calls;

    private Telling(Dice dice, int choice) {
        this.dice = dice;
        this.choice = choice;
    }

    static List<ChatEvent> of(ChatReply reply, Dice dice) {
        List<List<ChatEvent>> told = new ArrayList<>();
        for (Choice choice : reply.choices()) {
            Telling telling = new Telling(dice, choice.index());
            telling.tell(choice);
            told.add(telling.events);
        }
        List<ChatEvent> events = new ArrayList<>();
        events.add(
                new ChatEvent.Started(reply.id(), reply.model(), reply.created(), reply.serviceTier(), reply.extras()));
        interleave(told, dice, events);
        events.add(new ChatEvent.UsageReported(reply.usage()));
        events.add(new ChatEvent.Ended());
        return events;
    }

    private static void interleave(List<List<ChatEvent>> told, Dice dice, List<ChatEvent> into) {
        while (!told.isEmpty()) {
            int one = dice.below(told.size());
            into.add(told.get(one).removeFirst());
            if (told.get(one).isEmpty()) {
                told.remove(one);
            }
        }
    }

    private void tell(Choice said) {
        said.parts().forEach(this::tell);
        said.annotations().forEach(note -> events.add(new ChatEvent.Annotation(choice, note)));
        if (said.logprobs() instanceof JsonObject logprobs) {
            JsonArray content = Objects.requireNonNull(logprobs.array("content"));
            for (JsonValue token : content) {
                JsonObject piece = JsonObject.of("content", JsonArray.of(token));
                events.add(new ChatEvent.Logprobs(choice, piece));
            }
        }
        if (!said.extras().isEmpty()) {
            events.add(new ChatEvent.Extras(choice, said.extras()));
        }
        events.add(new ChatEvent.Finished(
                choice, Objects.requireNonNull(said.finish()), said.nativeFinish(), said.stopSequence()));
    }

    private void tell(Part part) {
        switch (part) {
            case Part.Text text -> text(text);
            case Part.Thinking thinking -> thinking(thinking);
            case Part.Refusal refusal -> pieces(refusal.text(), piece -> new ChatEvent.Refusal(choice, piece));
            case Part.SpokenAudio audio -> audio(audio);
            case Part.ToolCall call -> call(call);
            default -> events.add(new ChatEvent.WholePart(choice, part));
        }
    }

    private void text(Part.Text text) {
        pieces(text.text(), piece -> new ChatEvent.Text(choice, piece));
        text.citations().forEach(citation -> events.add(new ChatEvent.Citation(choice, citation)));
        if (text.signature() != null) {
            events.add(new ChatEvent.TextSignature(choice, text.signature()));
        }
    }

    private void thinking(Part.Thinking thinking) {
        pieces(thinking.text(), piece -> new ChatEvent.Thinking(choice, piece));
        if (thinking.signature() != null) {
            events.add(new ChatEvent.ThinkingSignature(choice, thinking.signature()));
        }
    }

    private void audio(Part.SpokenAudio audio) {
        events.add(new ChatEvent.Audio(choice, audio.id(), null, null, null));
        pieces(
                Objects.requireNonNull(audio.data()),
                piece -> new ChatEvent.Audio(choice, null, piece, null, audio.expiresAt()));
        if (audio.transcript() != null) {
            pieces(audio.transcript(), piece -> new ChatEvent.Audio(choice, null, null, piece, null));
        }
    }

    private void call(Part.ToolCall call) {
        int number = calls++;
        events.add(
                new ChatEvent.ToolCallStarted(choice, number, call.id(), call.name(), call.custom(), call.signature()));
        pieces(call.arguments(), piece -> new ChatEvent.ToolArguments(choice, number, piece));
    }

    /** Pieces may end inside of a surrogate pair. */
    private void pieces(String text, Function<String, ChatEvent> event) {
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + dice.below(5));
            events.add(event.apply(text.substring(at, end)));
            at = end;
        }
    }
}
