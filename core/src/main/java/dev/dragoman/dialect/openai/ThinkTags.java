package dev.dragoman.dialect.openai;

import org.jspecify.annotations.Nullable;

/** Reasoning that a server left in the answer's text, between tags at its start. */
final class ThinkTags {

    static final String OPEN = "<think>";
    static final String CLOSE = "</think>";

    private ThinkTags() {}

    /** A thought and what was said after it. */
    record Split(String thought, String answer) {}

    /** The parts of a whole text; null when it does not start with a thought. One that never closes is all there is. */
    static @Nullable Split split(String text) {
        String trimmed = text.stripLeading();
        if (!trimmed.startsWith(OPEN)) {
            return null;
        }
        int close = trimmed.indexOf(CLOSE, OPEN.length());
        return close < 0
                ? new Split(trimmed.substring(OPEN.length()).strip(), "")
                : new Split(
                        trimmed.substring(OPEN.length(), close).strip(),
                        trimmed.substring(close + CLOSE.length()).stripLeading());
    }
}
