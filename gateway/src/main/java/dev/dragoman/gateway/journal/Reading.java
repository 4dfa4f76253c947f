package dev.dragoman.gateway.journal;

import java.util.ArrayList;
import java.util.List;

/** Reads outcomes in their order, and counts them. For one thread. */
final class Reading {

    private static final int MOST_BYTES = 4 << 20;

    private final Scan scan;
    private Segment segment;
    private Tally before;

    /** Begins with the first record at or after a place in a segment. */
    Reading(Segment segment, int from, Damage damage) {
        this.scan = new Scan(segment, Segment.HEAD, damage);
        this.segment = segment;
        this.before = segment.before();
        skip(from);
    }

    private void skip(int from) {
        while (scan.next()) {
            Position position = scan.position();
            if (position.segment() != segment.number() || position.offset() >= from) {
                scan.back();
                return;
            }
            count(scan.entry());
        }
    }

    /** The next outcomes, so many at most; none when there are none yet. */
    Batch next(int most) {
        List<Outcome> outcomes = new ArrayList<>();
        int bytes = 0;
        while (outcomes.size() < most && bytes < MOST_BYTES && scan.next()) {
            enter();
            Entry entry = scan.entry();
            count(entry);
            if (entry.kind() == Kind.OUTCOME) {
                outcomes.add(new Outcome(entry.id(), entry.millis(), entry.payload()));
                bytes += entry.room();
            }
        }
        return new Batch(outcomes, mark());
    }

    private void enter() {
        if (scan.segment() != segment) {
            segment = scan.segment();
            before = segment.before();
        }
    }

    private void count(Entry entry) {
        if (entry.kind() == Kind.OUTCOME) {
            before = before.plus(entry.room());
        }
    }

    /** Where it goes on. */
    Mark mark() {
        return new Mark(scan.end(), before);
    }
}
