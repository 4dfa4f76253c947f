package dev.dragoman.provider.speech;

import java.util.List;
import java.util.Locale;

/** Subtitles, as SubRip and WebVTT write them. */
final class Subtitles {

    private static final String ARROW = " --> ";

    private Subtitles() {}

    static String srt(List<Transcript.Segment> segments) {
        StringBuilder srt = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            Transcript.Segment segment = segments.get(i);
            srt.append(i + 1).append('\n');
            srt.append(time(segment.start(), ',')).append(ARROW).append(time(segment.end(), ','));
            srt.append('\n').append(oneLine(segment.text())).append("\n\n");
        }
        return srt.toString();
    }

    static String vtt(List<Transcript.Segment> segments) {
        StringBuilder vtt = new StringBuilder("WEBVTT\n\n");
        for (Transcript.Segment segment : segments) {
            vtt.append(time(segment.start(), '.')).append(ARROW).append(time(segment.end(), '.'));
            vtt.append('\n').append(escaped(oneLine(segment.text()))).append("\n\n");
        }
        return vtt.toString();
    }

    private static String time(double seconds, char point) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                point,
                millis % 1000);
    }

    /** An empty line would end the subtitle. */
    private static String oneLine(String text) {
        return text.strip().replace("\r", "").replaceAll("\n+", " ");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;");
    }
}
