package dev.dragoman.gateway.journal;

/** Goes from record to record, also over the ends of segments, as far as they are on disk. Whatever is not sound is left out. */
final class Scan {

    private final Damage damage;
    private Segment segment;
    private int offset;
    private int after;

    Scan(Segment segment, int from, Damage damage) {
        this.segment = segment;
        this.damage = damage;
        this.after = Math.max(Segment.HEAD, from);
    }

    /** Goes to the next record; false when there is none yet. */
    boolean next() {
        while (!found(segment.durable())) {
            Segment following = segment.endsAt(after) ? segment.next() : null;
            if (following == null) {
                return false;
            }
            segment = following;
            after = Segment.HEAD;
        }
        return true;
    }

    private boolean found(int limit) {
        if (after >= limit) {
            return false;
        }
        offset = segment.sound(after, limit);
        if (offset > after) {
            damage.skipped(segment, after, offset);
        }
        after = offset < limit ? offset + segment.room(offset) : limit;
        return offset < limit;
    }

    /** Makes the record that was gone to the next one again. */
    void back() {
        after = offset;
    }

    Entry entry() {
        return segment.read(offset);
    }

    Segment segment() {
        return segment;
    }

    /** Where the record is. */
    Position position() {
        return new Position(segment.number(), offset);
    }

    /** Where it ends. */
    Position end() {
        return new Position(segment.number(), after);
    }
}
