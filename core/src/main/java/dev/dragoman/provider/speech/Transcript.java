package dev.dragoman.provider.speech;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a recording.
 *
 * @param language as the vendor names it; null when it does not
 * @param seconds how long the recording lasts; null when not known
 * @param words each with its times; empty when the vendor tells none
 * @param segments the text cut into pieces, such as sentences; empty where they are to be made of the words
 */
public record Transcript(
        String text, @Nullable String language, @Nullable Double seconds, List<Word> words, List<Segment> segments) {

    public Transcript {
        words = List.copyOf(words);
        segments = segments.isEmpty() ? Segments.of(words) : List.copyOf(segments);
    }

    /** A text of which no times are known. */
    public static Transcript untimed(String text) {
        return new Transcript(text, null, null, List.of(), List.of());
    }

    /**
     * A word.
     *
     * @param start when it begins, in seconds
     * @param end when it ends, in seconds
     * @param before what stands between it and the word before
     */
    public record Word(String text, double start, double end, String before) {}

    /**
     * A piece of the text.
     *
     * @param start when it begins, in seconds
     * @param end when it ends, in seconds
     */
    public record Segment(String text, double start, double end) {}
}
