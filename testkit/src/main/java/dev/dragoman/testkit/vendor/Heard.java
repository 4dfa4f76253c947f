package dev.dragoman.testkit.vendor;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What fakes hear in a recording: words that tell how large it is, each of half a second. */
public final class Heard {

    private static final double WORD_SECONDS = 0.5;

    private final List<String> words;

    private Heard(List<String> words) {
        this.words = words;
    }

    /** What is heard in a recording of so many bytes. */
    public static Heard in(byte[] recording) {
        return new Heard(List.of("A", "recording", "of", Integer.toString(recording.length), "bytes."));
    }

    /**
     * One word.
     *
     * @param start where it begins, in seconds
     * @param end where it ends, in seconds
     */
    public record Word(String text, double start, double end) {}

    /** The text. */
    public String text() {
        return String.join(" ", words);
    }

    /** The words with their times. */
    public List<Word> words() {
        return IntStream.range(0, words.size())
                .mapToObj(i -> new Word(words.get(i), WORD_SECONDS * i, WORD_SECONDS * (i + 1)))
                .toList();
    }

    /** When the last word ends, in seconds. */
    public double seconds() {
        return WORD_SECONDS * words.size();
    }

    /** One subtitle over all. */
    public String srt() {
        return String.format(Locale.ROOT, "1%n00:00:00,000 --> 00:00:02,500%n%s%n%n", text());
    }

    /** The same as WebVTT. */
    public String vtt() {
        return String.format(Locale.ROOT, "WEBVTT%n%n00:00:00.000 --> 00:00:02.500%n%s%n%n", text());
    }
}
