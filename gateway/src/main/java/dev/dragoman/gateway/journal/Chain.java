package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The segments that still hold something, and how far the database has come in them. Thread-safe. */
final class Chain {

    private final ReentrantLock lock = new ReentrantLock();
    private final Damage damage;
    private Segment oldest;
    private volatile Mark acknowledged;
    private volatile Position told = Position.START;

    Chain(Segment oldest, Damage damage) {
        this.oldest = oldest;
        this.damage = damage;
        this.acknowledged = new Mark(new Position(oldest.number(), 0), oldest.before());
    }

    /** What the database has. */
    Mark acknowledged() {
        return acknowledged;
    }

    void acknowledge(Mark mark) {
        acknowledged = mark;
    }

    /** The furthest place that a reader has come to. */
    Position told() {
        return told;
    }

    /** Notes where the one reader has come to. */
    void told(Position position) {
        if (position.compareTo(told) > 0) {
            told = position;
        }
    }

    /** Begins to read at a place, or with what is left when that is gone; counts as acknowledged from then on. */
    Reading read(Position from) {
        lock.lock();
        try {
            Segment segment = segment(from.segment());
            Reading reading = new Reading(segment, segment.number() == from.segment() ? from.offset() : 0, damage);
            acknowledged = reading.mark();
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private Segment segment(long number) {
        Segment segment = oldest;
        Segment next = segment.next();
        while (segment.number() < number && next != null) {
            segment = next;
            next = segment.next();
        }
        return segment;
    }

    /** When the oldest outcome was written that the database does not have; null when it has all. */
    @Nullable
    Long oldestMillis() {
        lock.lock();
        try {
            Position position = acknowledged.position();
            Scan scan = new Scan(segment(position.segment()), position.offset(), damage);
            while (scan.next()) {
                Entry entry = scan.entry();
                if (entry.kind() == Kind.OUTCOME) {
                    return entry.millis();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Number of the oldest segment if the database is past it; 0 when there is none. */
    long outdated() {
        lock.lock();
        try {
            return oldest.number() < acknowledged.position().segment() ? oldest.number() : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Removes the segments up to a number, but none that a reader may still want. */
    void removeUntil(long number, SegmentFiles files) throws IOException {
        lock.lock();
        try {
            Segment next = oldest.next();
            long last = Math.min(number, acknowledged.position().segment() - 1);
            while (oldest.number() <= last && next != null) {
                files.delete(oldest);
                oldest = next;
                next = oldest.next();
            }
        } finally {
            lock.unlock();
        }
    }
}
