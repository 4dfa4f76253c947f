package dev.dragoman.gateway.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** What a process finds of a journal: reads it, and makes it ready to be written to. */
final class Opening {

    private final JournalSettings settings;
    private final SegmentFiles files;
    private final Trouble trouble = new Trouble();
    private final Damage damage = new Damage();
    private final Semaphore bell = new Semaphore(0);
    private final Recovery recovery = new Recovery();
    private final List<Segment> written = new ArrayList<>();
    private final List<Segment> spares = new ArrayList<>();

    Opening(JournalSettings settings, SegmentFiles files) {
        this.settings = settings;
        this.files = files;
    }

    /** Reads everything that is there. */
    void read() throws IOException {
        sort();
        for (int i = 0; i < written.size(); i++) {
            Segment segment = written.get(i);
            segment.durable(segment.used());
            recovery.read(new Scan(segment, Segment.HEAD, damage));
            if (i + 1 < written.size()) {
                segment.seal(segment.durable(), written.get(i + 1), recovery.tally());
            }
        }
    }

    /** Segments are filled in their order, so what comes after the last that has something in it stands by. */
    private void sort() throws IOException {
        for (Segment segment : files.open()) {
            spares.add(segment);
            if (segment.used() > Segment.HEAD) {
                written.addAll(spares);
                spares.clear();
            }
        }
        for (Segment other : List.copyOf(spares)) {
            if (other.length() != settings.segmentBytes()) {
                spares.remove(other);
                files.delete(other);
            }
        }
        if (written.isEmpty()) {
            written.add(spares.isEmpty() ? files.create() : spares.removeFirst());
        }
    }

    /** Space after all that was read. */
    Space space() {
        Segment current = written.getLast();
        Space space = new Space(current, current.durable(), settings.biggestRoom(), recovery.tally(), this::ring);
        spares.forEach(space::add);
        return space;
    }

    /** Lets the keeper look after the files at once. */
    void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Writes outcomes for the calls that have none. */
    void recover(LostIntents lost, long millis, Space space, Appender appender) throws IOException {
        List<Entry> outcomes = recovery.outcomes(lost, millis);
        for (Entry outcome : outcomes) {
            space.promise(outcome.room());
        }
        while (space.isShort()) {
            space.add(files.create());
        }
        outcomes.forEach(appender::recover);
    }

    /** Makes the first segments of a new journal, which must be possible. */
    void begin(Space space) throws IOException {
        while (files.isNew() && space.wantsSpare()) {
            space.add(files.create());
        }
    }

    /** The end of what was read. */
    Position end() {
        return new Position(written.getLast().number(), written.getLast().durable());
    }

    Chain chain() {
        return new Chain(written.getFirst(), damage);
    }

    Flush flush() {
        return new Flush(written.getLast(), written.getLast().durable(), trouble);
    }

    Trouble trouble() {
        return trouble;
    }

    Damage damage() {
        return damage;
    }

    Semaphore bell() {
        return bell;
    }
}
