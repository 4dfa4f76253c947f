package dev.dragoman.gateway.journal;

import java.util.Comparator;

/**
 * A place in a journal. It stays true for as long as the journal's {@link Journal#identity() identity}, also over restarts.
 *
 * @param segment number of the segment, from 1 on
 * @param offset bytes from its start
 */
public record Position(long segment, int offset) implements Comparable<Position> {

    /** Before everything. */
    public static final Position START = new Position(0, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::segment).thenComparingInt(Position::offset);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
