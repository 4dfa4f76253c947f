package dev.dragoman.dialect.openai;

import org.jspecify.annotations.Nullable;

/** Reasoning that a server left in the answer's text, between tags at its start. */
final class ThinkTags {

    static final String OPEN = "<think>";
    static final String CLOSE = "</think>";

    private ThinkTags() {}

    /** A thought and what was said after it. */
    record Split(String thought, String answer) {}

    /** The parts of a whole text; null when it does not start with a thought. */
    static @Nullable Split split(String text) {
        String trimmed = text.stripLeading();
        int close = text.indexOf(CLOSE);
        if (!trimmed.startsWith(OPEN) || close < 0) {
            return null;
        }
        int open = text.indexOf(OPEN) + OPEN.length();
        return new Split(
                text.substring(open, close).strip(),
                text.substring(close + CLOSE.length()).stripLeading());
    }
}
