package dev.dragoman.dialect.gemini;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of an answer so far, to find places in it. Not thread-safe. */
final class AnswerText {

    private final StringBuilder text = new StringBuilder();
    private final List<Integer> starts = new ArrayList<>(2);

    /** Notes that another part begins, and what of it is text for the reader; empty for thoughts and other kinds. */
    void add(String part) {
        starts.add(text.length());
        text.append(part);
    }

    /**
     * How many characters of the whole answer stand before a byte of a part.
     *
     * @param part the part's number; null for the whole answer
     */
    int characters(@Nullable Long part, long bytes) {
        int start = part == null || part < 0 || part >= starts.size() ? 0 : starts.get(part.intValue());
        int before = Character.codePointCount(text, 0, start);
        return before + Utf8Offsets.characters(text.subSequence(start, text.length()), bytes);
    }
}
