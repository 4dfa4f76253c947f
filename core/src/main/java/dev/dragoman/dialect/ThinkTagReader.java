package dev.dragoman.dialect;

import dev.dragoman.dialect.ThinkTags.Split;

/**
 * Tells thought from answer in a streamed text whose thought stands between tags at its start. A tag may be split over
 * pieces, so what might be the beginning of one is held back. Not thread-safe.
 */
public final class ThinkTagReader {

    /** White space before a thought; nobody says more than this. */
    private static final int LONGEST_START = 1024;

    private enum State {
        BEFORE,
        THINKING,
        ANSWERING
    }

    private State state = State.BEFORE;
    private String held = "";

    /** Whether all that follows is the answer and nothing is held back. */
    public boolean settled() {
        return state == State.ANSWERING;
    }

    /** What can be told for sure once this piece is there. */
    public Split read(String piece) {
        if (state == State.ANSWERING) {
            return new Split("", piece);
        }
        String text = held.concat(piece);
        held = "";
        return state == State.BEFORE ? before(text) : thinking(text);
    }

    /** Text of another kind follows, or none: what was held back is told as what it is. */
    public Split end() {
        Split rest = state == State.THINKING ? new Split(held, "") : new Split("", held);
        held = "";
        state = State.ANSWERING;
        return rest;
    }

    private Split before(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int tag = start > LONGEST_START ? ThinkTags.NONE : ThinkTags.match(text, start, ThinkTags.OPEN);
        return switch (tag) {
            case ThinkTags.NONE -> {
                state = State.ANSWERING;
                yield new Split("", text);
            }
            case ThinkTags.PERHAPS -> {
                held = text;
                yield Split.NOTHING;
            }
            default -> {
                state = State.THINKING;
                yield thinking(text.substring(tag));
            }
        };
    }

    private Split thinking(String text) {
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            int tag = ThinkTags.match(text, at, ThinkTags.CLOSE);
            if (tag == ThinkTags.PERHAPS) {
                held = text.substring(at);
                return new Split(text.substring(0, at), "");
            }
            if (tag != ThinkTags.NONE) {
                state = State.ANSWERING;
                return new Split(text.substring(0, at), text.substring(tag));
            }
        }
        return new Split(text, "");
    }
}
