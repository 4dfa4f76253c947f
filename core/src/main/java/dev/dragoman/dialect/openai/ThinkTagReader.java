package dev.dragoman.dialect.openai;

import dev.dragoman.model.ChatEvent;
import java.util.function.Consumer;

/**
 * Tells thought from answer in a streamed text whose thought stands between tags at its start. A tag may be split over
 * pieces, so what might be the beginning of one is held back.
 */
final class ThinkTagReader {

    private enum State {
        BEFORE,
        THINKING,
        AFTER,
        ANSWERING
    }

    private final int choice;
    private final StringBuilder held = new StringBuilder();
    private State state = State.BEFORE;

    ThinkTagReader(int choice) {
        this.choice = choice;
    }

    void read(String piece, Consumer<ChatEvent> into) {
        if (state == State.ANSWERING) {
            into.accept(new ChatEvent.Text(choice, piece));
            return;
        }
        held.append(piece);
        if (state == State.BEFORE) {
            before(into);
        }
        if (state == State.THINKING) {
            thinking(into);
        }
        if (state == State.AFTER) {
            after(into);
        }
    }

    /** The text is complete: what was held back is told as what it is. */
    void end(Consumer<ChatEvent> into) {
        if (!held.isEmpty()) {
            String rest = held.toString();
            held.setLength(0);
            into.accept(
                    state == State.THINKING ? new ChatEvent.Thinking(choice, rest) : new ChatEvent.Text(choice, rest));
        }
    }

    private void before(Consumer<ChatEvent> into) {
        String start = held.toString().stripLeading();
        if (start.startsWith(ThinkTags.OPEN)) {
            state = State.THINKING;
            held.setLength(0);
            held.append(start, ThinkTags.OPEN.length(), start.length());
        } else if (!ThinkTags.OPEN.startsWith(start)) {
            state = State.ANSWERING;
            end(into);
        }
    }

    private void thinking(Consumer<ChatEvent> into) {
        int close = held.indexOf(ThinkTags.CLOSE);
        int safe = close >= 0 ? close : held.length() - beginningOfTag();
        if (safe > 0) {
            into.accept(new ChatEvent.Thinking(choice, held.substring(0, safe)));
        }
        held.delete(0, safe);
        if (close >= 0) {
            state = State.AFTER;
            held.delete(0, ThinkTags.CLOSE.length());
        }
    }

    /** The blank between thought and answer belongs to neither. */
    private void after(Consumer<ChatEvent> into) {
        String answer = held.toString().stripLeading();
        held.setLength(0);
        if (!answer.isEmpty()) {
            state = State.ANSWERING;
            into.accept(new ChatEvent.Text(choice, answer));
        }
    }

    private int beginningOfTag() {
        for (int length = Math.min(ThinkTags.CLOSE.length() - 1, held.length()); length > 0; length--) {
            if (ThinkTags.CLOSE.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }
}
