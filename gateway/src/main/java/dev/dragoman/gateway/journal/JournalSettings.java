package dev.dragoman.gateway.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a journal is, and how much it may take.
 *
 * @param directory holds nothing but the journal; is made when it is missing
 * @param segmentBytes size of a file
 * @param maxBytes size of all files; a segment more for a moment while old ones are given up
 * @param maxPayload the longest payload in bytes
 * @param outcomeBytes the payload of an outcome that every call is promised room for
 * @param forceEvery how often what was written is brought to disk, which is how much a loss of power may take
 * @param patience how long a new call waits when files cannot be made as fast as they are filled
 */
public record JournalSettings(
        Path directory,
        int segmentBytes,
        long maxBytes,
        int maxPayload,
        int outcomeBytes,
        Duration forceEvery,
        Duration patience) {

    private static final int PAGE = 4_096;
    private static final int LEAST_SEGMENTS = 4;

    public JournalSettings {
        expect(maxPayload >= 0, "maxPayload", maxPayload, "0 or more bytes");
        expect(outcomeBytes >= 0 && outcomeBytes <= maxPayload, "outcomeBytes", outcomeBytes, "0 to maxPayload bytes");
        expect(segmentBytes % PAGE == 0, "segmentBytes", segmentBytes, "a multiple of " + PAGE);
        expect(
                segmentBytes / 4 > (long) Entry.HEAD + maxPayload,
                "segmentBytes",
                segmentBytes,
                "four times the longest record");
        expect(maxBytes / LEAST_SEGMENTS >= segmentBytes, "maxBytes", maxBytes, LEAST_SEGMENTS + " segments or more");
        expect(forceEvery.isPositive(), "forceEvery", forceEvery, "more than 0");
        expect(!patience.isNegative(), "patience", patience, "0 or more");
    }

    private static void expect(boolean right, String name, Object value, String expected) {
        if (!right) {
            throw new IllegalArgumentException(name + " is " + value + " (expected: " + expected + ")");
        }
    }

    /** A journal of the usual size: a gigabyte at most, in files of eight megabytes, on disk every 50 ms. */
    public static JournalSettings in(Path directory) {
        return new JournalSettings(
                directory, 8 << 20, 1L << 30, 64 << 10, 4 << 10, Duration.ofMillis(50), Duration.ofSeconds(1));
    }

    /** The same with other sizes. */
    public JournalSettings withSizes(int segment, long all, int payload, int outcome) {
        return new JournalSettings(directory, segment, all, payload, outcome, forceEvery, patience);
    }

    /** The same, brought to disk that often. */
    public JournalSettings withForceEvery(Duration interval) {
        return new JournalSettings(directory, segmentBytes, maxBytes, maxPayload, outcomeBytes, interval, patience);
    }

    /** The same with another patience. */
    public JournalSettings withPatience(Duration wait) {
        return new JournalSettings(directory, segmentBytes, maxBytes, maxPayload, outcomeBytes, forceEvery, wait);
    }

    int mostSegments() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE - 1, maxBytes / segmentBytes));
    }

    int biggestRoom() {
        return Entry.room(maxPayload);
    }

    int outcomeRoom() {
        return Entry.room(outcomeBytes);
    }
}
