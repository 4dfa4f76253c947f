package dev.dragoman.dialect.openai;

import dev.dragoman.model.ChatEvent;
import java.util.function.Consumer;

/**
 * Tells thought from answer in a streamed text whose thought stands between tags at its start. A tag may be split over
 * pieces, so what might be the beginning of one is held back, and so is white space that may be the last before one.
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
    private boolean thought;
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

    /** Text of another kind follows, or none: what was held back is told as what it is. */
    void end(Consumer<ChatEvent> into) {
        String rest = held.toString();
        held.setLength(0);
        switch (state) {
            case BEFORE -> text(rest, into);
            case THINKING -> think(rest.stripTrailing(), into);
            case AFTER, ANSWERING -> {
                // Only white space is held there.
            }
        }
        state = State.ANSWERING;
    }

    private void before(Consumer<ChatEvent> into) {
        String start = held.toString().stripLeading();
        if (start.startsWith(ThinkTags.OPEN)) {
            state = State.THINKING;
            held.setLength(0);
            held.append(start, ThinkTags.OPEN.length(), start.length());
        } else if (!ThinkTags.OPEN.startsWith(start)) {
            end(into);
        }
    }

    private void thinking(Consumer<ChatEvent> into) {
        int close = held.indexOf(ThinkTags.CLOSE);
        int end = withoutTrailingSpace(close >= 0 ? close : held.length() - beginningOfTag());
        if (end > 0) {
            think(held.substring(0, end), into);
        }
        held.delete(0, close >= 0 ? close + ThinkTags.CLOSE.length() : end);
        state = close >= 0 ? State.AFTER : State.THINKING;
    }

    private int withoutTrailingSpace(int from) {
        int end = from;
        while (end > 0 && Character.isWhitespace(held.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private void after(Consumer<ChatEvent> into) {
        String answer = held.toString().stripLeading();
        held.setLength(0);
        if (!answer.isEmpty()) {
            state = State.ANSWERING;
            text(answer, into);
        }
    }

    private void think(String words, Consumer<ChatEvent> into) {
        String told = thought ? words : words.stripLeading();
        if (!told.isEmpty()) {
            thought = true;
            into.accept(new ChatEvent.Thinking(choice, told));
        }
    }

    private void text(String words, Consumer<ChatEvent> into) {
        if (!words.isEmpty()) {
            into.accept(new ChatEvent.Text(choice, words));
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
