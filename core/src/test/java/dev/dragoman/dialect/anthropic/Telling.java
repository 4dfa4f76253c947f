package dev.dragoman.dialect.anthropic;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.JsonObject;
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
    private final List<ChatEvent> events = new ArrayList<>();
    private int calls;

    private Telling(Dice dice) {
        this.dice = dice;
    }

    static List<ChatEvent> of(ChatReply reply, Dice dice) {
        Telling telling = new Telling(dice);
        telling.tell(reply);
        return telling.events;
    }

    private void tell(ChatReply reply) {
        Choice choice = reply.choices().getFirst();
        events.add(
                new ChatEvent.Started(reply.id(), reply.model(), reply.created(), reply.serviceTier(), reply.extras()));
        choice.parts().forEach(this::tell);
        events.add(new ChatEvent.Extras(0, choice.extras()));
        events.add(new ChatEvent.UsageReported(reply.usage()));
        events.add(new ChatEvent.Finished(
                0, Objects.requireNonNull(choice.finish()), choice.nativeFinish(), choice.stopSequence()));
        events.add(new ChatEvent.Ended());
    }

    private void tell(Part part) {
        switch (part) {
            case Part.Text text -> {
                pieces(text.text(), piece -> new ChatEvent.Text(0, piece));
                for (JsonObject citation : text.citations()) {
                    events.add(new ChatEvent.Citation(0, citation));
                }
            }
            case Part.Thinking thinking -> {
                pieces(thinking.text(), piece -> new ChatEvent.Thinking(0, piece));
                events.add(new ChatEvent.ThinkingSignature(0, Objects.requireNonNull(thinking.signature())));
            }
            case Part.ToolCall call -> {
                int number = calls++;
                events.add(new ChatEvent.ToolCallStarted(
                        0, number, call.id(), call.name(), call.custom(), call.signature()));
                pieces(call.arguments(), piece -> new ChatEvent.ToolArguments(0, number, piece));
            }
            default -> events.add(new ChatEvent.WholePart(0, part));
        }
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
