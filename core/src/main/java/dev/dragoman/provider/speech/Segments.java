package dev.dragoman.provider.speech;

import java.util.ArrayList;
import java.util.List;

/** Makes pieces of words that can be read as subtitles: sentences, cut where they are long or the speaker rests. */
final class Segments {

    private static final int LONGEST_TEXT = 84;
    private static final double LONGEST_SECONDS = 7;
    private static final double REST_SECONDS = 1.5;
    private static final String ENDS = ".!?。！？";

    private Segments() {}

    static List<Transcript.Segment> of(List<Transcript.Word> words) {
        List<Transcript.Segment> segments = new ArrayList<>();
        List<Transcript.Word> open = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Transcript.Word word : words) {
            if (!open.isEmpty() && isFull(open, text, word)) {
                segments.add(closed(open, text));
            }
            text.append(open.isEmpty() ? "" : word.before()).append(word.text());
            open.add(word);
            if (!word.text().isEmpty()
                    && ENDS.indexOf(word.text().charAt(word.text().length() - 1)) >= 0) {
                segments.add(closed(open, text));
            }
        }
        if (!open.isEmpty()) {
            segments.add(closed(open, text));
        }
        return segments;
    }

    private static boolean isFull(List<Transcript.Word> open, StringBuilder text, Transcript.Word next) {
        return text.length() + next.text().length() >= LONGEST_TEXT
                || next.end() - open.getFirst().start() > LONGEST_SECONDS
                || next.start() - open.getLast().end() > REST_SECONDS;
    }

    private static Transcript.Segment closed(List<Transcript.Word> open, StringBuilder text) {
        Transcript.Segment segment = new Transcript.Segment(
                text.toString(), open.getFirst().start(), open.getLast().end());
        open.clear();
        text.setLength(0);
        return segment;
    }
}
