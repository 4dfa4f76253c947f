package dev.dragoman.gateway.journal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name of a segment's file. It tells the journal too, so that damage within the file cannot take that away.
 *
 * @param number counts segments from 1 on
 * @param journal the journal's identity
 */
record SegmentName(long number, UUID journal) {

    private static final String END = ".segment";
    private static final int DIGITS = 12;

    /** What the file is called. */
    String file() {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d-%s%s", number, journal, END);
    }

    /** What a file's name tells; null when it is not a segment's. */
    static @Nullable SegmentName of(Path file) {
        String name = String.valueOf(file.getFileName());
        int dash = name.indexOf('-');
        if (dash < 1 || !name.endsWith(END)) {
            return null;
        }
        try {
            UUID journal = UUID.fromString(name.substring(dash + 1, name.length() - END.length()));
            return new SegmentName(Long.parseLong(name.substring(0, dash)), journal);
        } catch (IllegalArgumentException other) {
            return null;
        }
    }

    /**
     * The mark of a place in the segment. Records are sealed with it, so that bytes of a payload, or of another place, are never taken for
     * a record.
     */
    int mark(int offset) {
        long seed = journal.getMostSignificantBits() ^ Long.rotateLeft(journal.getLeastSignificantBits(), 29) ^ number;
        return Long.hashCode((seed + offset) * 0x9E37_79B9_7F4A_7C15L);
    }
}
