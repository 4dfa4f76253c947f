package dev.dragoman.gateway.journal;

import java.io.UncheckedIOException;

/** Brings to disk what was written, in order, and lets it be read from then on. For one thread. */
final class Flush {

    private final Trouble trouble;
    private Segment segment;
    private int offset;

    /** Begins where everything before is on disk. */
    Flush(Segment segment, int offset, Trouble trouble) {
        this.segment = segment;
        this.offset = offset;
        this.trouble = trouble;
    }

    /** Goes on as far as records are complete; whether there were any. */
    boolean advance() {
        boolean moved = force();
        Segment following = segment.endsAt(offset) ? segment.next() : null;
        while (following != null) {
            segment = following;
            offset = Segment.HEAD;
            moved |= force();
            following = segment.endsAt(offset) ? segment.next() : null;
        }
        return moved;
    }

    private boolean force() {
        int from = offset;
        for (int room = segment.room(offset); room > 0; room = segment.room(offset)) {
            offset += room;
        }
        if (offset == from) {
            return false;
        }
        bringToDisk(from);
        segment.durable(offset);
        return true;
    }

    /**
     * A disk that fails keeps nothing from the database: what is in memory survives the end of the process all the same, and a database
     * that has it makes up for the disk.
     */
    private void bringToDisk(int from) {
        try {
            segment.force(from, offset);
            trouble.over(Trouble.Part.FORCING);
        } catch (UncheckedIOException failed) {
            trouble.tell(Trouble.Part.FORCING, segment + " cannot be brought to disk: " + failed.getMessage());
        }
    }

    /** What lies before is on disk. */
    Position position() {
        return new Position(segment.number(), offset);
    }
}
