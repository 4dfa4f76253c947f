package dev.dragoman.dialect.converse;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/** Tells a whole answer piece by piece. */
final class Telling {

    private Telling() {}

    static List<ChatEvent> of(ChatReply reply) {
        List<ChatEvent> events = new ArrayList<>();
        events.add(new ChatEvent.Started(null, "", null, null, reply.extras()));
        Choice choice = reply.choices().getFirst();
        int call = 0;
        for (Part part : choice.parts()) {
            switch (part) {
                case Part.Text text -> {
                    int half = text.text().offsetByCodePoints(0, 1);
                    events.add(new ChatEvent.Text(0, text.text().substring(0, half)));
                    events.add(new ChatEvent.Text(0, text.text().substring(half)));
                }
                case Part.Thinking thought -> {
                    events.add(new ChatEvent.Thinking(0, thought.text()));
                    if (thought.signature() != null) {
                        events.add(new ChatEvent.ThinkingSignature(0, thought.signature()));
                    }
                }
                case Part.ToolCall asked -> {
                    events.add(new ChatEvent.ToolCallStarted(0, call, asked.id(), asked.name(), false, null));
                    events.add(new ChatEvent.ToolArguments(0, call++, asked.arguments()));
                }
                default -> events.add(new ChatEvent.WholePart(0, part));
            }
        }
        if (!choice.extras().isEmpty()) {
            events.add(new ChatEvent.Extras(0, choice.extras()));
        }
        events.add(new ChatEvent.UsageReported(reply.usage()));
        if (choice.finish() != null) {
            events.add(new ChatEvent.Finished(0, choice.finish(), choice.nativeFinish(), null));
        }
        events.add(new ChatEvent.Ended());
        return events;
    }
}
