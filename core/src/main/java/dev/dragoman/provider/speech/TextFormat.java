package dev.dragoman.provider.speech;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which the text of a recording can be asked for. */
public enum TextFormat {
    /** The text within JSON. */
    JSON,
    /** The text alone. */
    TEXT,
    /** Subtitles as SubRip writes them. */
    SRT,
    /** The text with its segments and words within JSON. */
    VERBOSE_JSON,
    /** Subtitles as WebVTT. */
    VTT;

    /** Whether it tells when something was said. */
    boolean isTimed() {
        return this == SRT || this == VERBOSE_JSON || this == VTT;
    }

    /** The format of that name, or null when there is none. */
    static @Nullable TextFormat of(String word) {
        for (TextFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
                return format;
            }
        }
        return null;
    }
}
