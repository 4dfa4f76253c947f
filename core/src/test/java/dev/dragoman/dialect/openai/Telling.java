package dev.dragoman.dialect.openai;

import dev.dragoman.chance.Dice;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Tells a whole answer as a stream: texts in pieces of any length, pieces of several choices mixed. */
final class Telling {

    private final Dice dice;

    private Telling(Dice dice) {
        this.dice = dice;
    }

    static List<ChatEvent> of(ChatReply reply, Dice dice) {
        return new Telling(dice).tell(reply);
    }

    private List<ChatEvent> tell(ChatReply reply) {
        List<ChatEvent> events = new ArrayList<>();
        events.add(
                new ChatEvent.Started(reply.id(), reply.model(), reply.created(), reply.serviceTier(), reply.extras()));
        List<Deque<ChatEvent>> open = new ArrayList<>();
        reply.choices().forEach(choice -> open.add(new ArrayDeque<>(choice(choice))));
        while (!open.isEmpty()) {
            Deque<ChatEvent> next = open.get(dice.below(open.size()));
            events.add(next.remove());
            open.removeIf(Deque::isEmpty);
        }
        events.add(new ChatEvent.UsageReported(reply.usage()));
        events.add(new ChatEvent.Ended());
        return events;
    }

    private List<ChatEvent> choice(Choice choice) {
        int number = choice.index();
        List<ChatEvent> events = new ArrayList<>();
        int calls = 0;
        for (Part part : choice.parts()) {
            calls += part(part, number, calls, events);
        }
        if (choice.logprobs() != null) {
            events.add(new ChatEvent.Logprobs(number, choice.logprobs()));
        }
        choice.annotations().forEach(annotation -> events.add(new ChatEvent.Annotation(number, annotation)));
        events.add(new ChatEvent.Extras(number, choice.extras()));
        events.add(new ChatEvent.Finished(number, Objects.requireNonNull(choice.finish()), null, null));
        return events;
    }

    private int part(Part part, int choice, int call, List<ChatEvent> into) {
        switch (part) {
            case Part.Text text -> pieces(text.text(), piece -> new ChatEvent.Text(choice, piece), into);
            case Part.Refusal refusal -> pieces(refusal.text(), piece -> new ChatEvent.Refusal(choice, piece), into);
            case Part.Thinking thinking -> {
                pieces(thinking.text(), piece -> new ChatEvent.Thinking(choice, piece), into);
                if (thinking.signature() != null) {
                    into.add(new ChatEvent.ThinkingSignature(choice, thinking.signature()));
                }
            }
            case Part.SpokenAudio audio -> {
                into.add(new ChatEvent.Audio(choice, audio.id(), null, null, null));
                into.add(new ChatEvent.Audio(choice, null, audio.data(), audio.transcript(), audio.expiresAt()));
            }
            case Part.ToolCall asked -> {
                into.add(new ChatEvent.ToolCallStarted(
                        choice, call, asked.id(), asked.name(), asked.custom(), asked.signature()));
                pieces(asked.arguments(), piece -> new ChatEvent.ToolArguments(choice, call, piece), into);
                return 1;
            }
            default -> into.add(new ChatEvent.WholePart(choice, part));
        }
        return 0;
    }

    /** Pieces may end inside of a surrogate pair. */
    private void pieces(String text, Function<String, ChatEvent> event, List<ChatEvent> into) {
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + dice.below(5));
            into.add(event.apply(text.substring(at, end)));
            at = end;
        }
    }
}
