package dev.dragoman.dialect.cohere;

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
        events.add(new ChatEvent.Started(reply.id(), "", null, null, reply.extras()));
        Choice choice = reply.choices().getFirst();
        if (!choice.extras().isEmpty()) {
            events.add(new ChatEvent.Extras(0, choice.extras()));
        }
        int call = 0;
        for (Part part : choice.parts()) {
            call = part(part, call, events);
        }
        if (choice.logprobs() != null) {
            events.add(new ChatEvent.Logprobs(0, choice.logprobs()));
        }
        events.add(new ChatEvent.UsageReported(reply.usage()));
        if (choice.finish() != null) {
            events.add(new ChatEvent.Finished(0, choice.finish(), choice.nativeFinish(), null));
        }
        events.add(new ChatEvent.Ended());
        return events;
    }

    private static int part(Part part, int call, List<ChatEvent> events) {
        switch (part) {
            case Part.Text text -> {
                int half = text.text().offsetByCodePoints(0, 1);
                events.add(new ChatEvent.Text(0, text.text().substring(0, half)));
                events.add(new ChatEvent.Text(0, text.text().substring(half)));
                text.citations().forEach(citation -> events.add(new ChatEvent.Citation(0, citation)));
            }
            case Part.Thinking thought -> events.add(new ChatEvent.Thinking(0, thought.text()));
            case Part.ToolCall asked -> {
                events.add(new ChatEvent.ToolCallStarted(0, call, asked.id(), asked.name(), false, null));
                events.add(new ChatEvent.ToolArguments(0, call, asked.arguments()));
                return call + 1;
            }
            default -> throw new IllegalArgumentException("no words for " + part);
        }
        return call;
    }
}
