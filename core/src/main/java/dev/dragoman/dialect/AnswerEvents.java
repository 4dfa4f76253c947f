package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.SseEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Turns calls of the {@link AnswerTool} in a streamed answer back into the answer. Keeps the state of one stream. */
public final class AnswerEvents implements EventReader {

    private final EventReader reader;
    private final Map<Integer, Told> choices = new HashMap<>(2);

    /** Turns what the reader hears. */
    public AnswerEvents(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public void read(SseEvent event, Consumer<ChatEvent> into) {
        reader.read(event, step -> turn(step, into));
    }

    @Override
    public void end(Consumer<ChatEvent> into) {
        reader.end(step -> turn(step, into));
    }

    private void turn(ChatEvent step, Consumer<ChatEvent> into) {
        switch (step) {
            case ChatEvent.ToolCallStarted call -> told(call.choice()).start(call, into);
            case ChatEvent.ToolArguments piece -> told(piece.choice()).arguments(piece, into);
            case ChatEvent.Finished end -> told(end.choice()).finish(end, into);
            default -> into.accept(step);
        }
    }

    private Told told(int choice) {
        return choices.computeIfAbsent(choice, any -> new Told());
    }

    /** The calls of one choice, and how many of them before a call were answers. */
    private static final class Told {

        private final Map<Integer, AnswerPieces> answers = new HashMap<>(2);
        private final Map<Integer, Integer> numbers = new HashMap<>(2);

        void start(ChatEvent.ToolCallStarted call, Consumer<ChatEvent> into) {
            if (AnswerTool.is(call.name())) {
                answers.put(call.call(), new AnswerPieces(call.name()));
                return;
            }
            int number = numbers.size();
            numbers.put(call.call(), number);
            into.accept(new ChatEvent.ToolCallStarted(
                    call.choice(), number, call.id(), call.name(), call.custom(), call.signature()));
        }

        void arguments(ChatEvent.ToolArguments piece, Consumer<ChatEvent> into) {
            AnswerPieces answer = answers.get(piece.call());
            if (answer != null) {
                say(piece.choice(), answer.add(piece.fragment()), into);
                return;
            }
            int number = numbers.getOrDefault(piece.call(), piece.call());
            into.accept(new ChatEvent.ToolArguments(piece.choice(), number, piece.fragment()));
        }

        void finish(ChatEvent.Finished end, Consumer<ChatEvent> into) {
            answers.values().forEach(answer -> say(end.choice(), answer.rest(), into));
            boolean answered = !answers.isEmpty() && numbers.isEmpty() && end.finish() == FinishReason.TOOL_CALLS;
            into.accept(
                    answered
                            ? new ChatEvent.Finished(
                                    end.choice(), FinishReason.STOP, end.nativeFinish(), end.stopSequence())
                            : end);
        }

        private static void say(int choice, String text, Consumer<ChatEvent> into) {
            if (!text.isEmpty()) {
                into.accept(new ChatEvent.Text(choice, text));
            }
        }
    }
}
