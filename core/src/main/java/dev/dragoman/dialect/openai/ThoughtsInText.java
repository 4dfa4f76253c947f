package dev.dragoman.dialect.openai;

import java.util.BitSet;

/** Shows thoughts inside an answer's text, between tags. Keeps the state of one answer; not thread-safe. */
final class ThoughtsInText {

    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final BitSet thinking = new BitSet();

    /** More of a thought, as text. */
    String thought(int choice, String words) {
        if (words.isEmpty() || thinking.get(choice)) {
            return words;
        }
        thinking.set(choice);
        return OPEN.concat(words);
    }

    /** More of the answer, as text. */
    String said(int choice, String words) {
        return words.isEmpty() ? words : closing(choice).concat(words);
    }

    /** What ends the thought that is being told; empty when none is. */
    String closing(int choice) {
        if (!thinking.get(choice)) {
            return "";
        }
        thinking.clear(choice);
        return CLOSE;
    }

    /** The choices whose thought has not ended. */
    int[] thinking() {
        return thinking.stream().toArray();
    }
}
