package dev.dragoman.gateway.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives records their places, and promises calls room for their outcomes. The segments that stand by always hold all outcomes that are
 * promised; what was not promised is refused before it takes from them. The lock is held for arithmetic alone, never for memory of a
 * file. Thread-safe.
 */
final class Space {

    private static final String CLOSED = "the journal is closed";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Segment> spares = new ArrayDeque<>();
    private final int biggest;
    private final Runnable bell;
    private Segment current;
    private int tail;
    private long promised;
    private Tally tally;
    private @Nullable String refusal;
    private @Nullable String failure;
    private boolean closed;

    /**
     * Space that begins here.
     *
     * @param biggest bytes that a record may take, and so the most that stays empty at the end of a segment
     * @param tally the outcomes so far
     * @param bell is rung when further segments may be wanted
     */
    Space(Segment current, int tail, int biggest, Tally tally, Runnable bell) {
        this.current = current;
        this.tail = tail;
        this.biggest = biggest;
        this.tally = tally;
        this.bell = bell;
    }

    /**
     * A place for an intent, and room for its outcome.
     *
     * @throws JournalFullException when there is none
     */
    Slot admit(int room, int outcome, Duration patience) {
        lock.lock();
        try {
            awaitRoom(room, outcome, patience);
            Slot slot = take(room);
            promised += outcome;
            return slot;
        } finally {
            lock.unlock();
        }
    }

    /** A place for what can be done without; null when there is none. */
    @Nullable
    Slot spare(int room) {
        lock.lock();
        try {
            return admits(room, promised) ? take(room) : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A place for an outcome, of which so much was promised; waits only when it takes more than that.
     *
     * @throws JournalFullException when it takes more, and there is no more
     */
    Slot settle(int room, int outcome, Duration patience) {
        lock.lock();
        try {
            if (closed) {
                throw new JournalException(CLOSED);
            }
            if (room > outcome) {
                awaitRoom(room, -outcome, patience);
            }
            Slot slot = take(room);
            promised -= outcome;
            tally = tally.plus(room);
            return slot;
        } finally {
            lock.unlock();
        }
    }

    private boolean admits(int room, long promises) {
        if (closed || failure != null) {
            return false;
        }
        int left = fits(room) ? spares.size() : spares.size() - 1;
        return left >= 0 && promises <= left * usable();
    }

    private boolean fits(int room) {
        return room <= current.length() - tail;
    }

    /** Bytes of outcomes that fit into a segment for certain, however long each is. */
    private long usable() {
        Segment spare = spares.peek();
        return spare == null ? 0 : spare.length() - Segment.HEAD - biggest;
    }

    private Slot take(int room) {
        if (!fits(room)) {
            roll();
        }
        Slot slot = new Slot(current, tail);
        tail += room;
        return slot;
    }

    private void roll() {
        Segment following = spares.poll();
        if (following == null) {
            throw new JournalFullException("no further segment");
        }
        current.seal(tail, following, tally);
        current = following;
        tail = Segment.HEAD;
        bell.run();
    }

    private void awaitRoom(int room, int promise, Duration patience) {
        long nanos = patience.toNanos();
        while (!admits(room, promised + promise)) {
            expectMore(nanos);
            bell.run();
            try {
                nanos = changed.awaitNanos(nanos);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new JournalException("interrupted while waiting for room", interrupted);
            }
        }
    }

    /** Makes sure that waiting may help. */
    private void expectMore(long nanos) {
        if (closed || failure != null) {
            throw new JournalException(failure == null ? CLOSED : failure);
        }
        if (refusal != null || nanos <= 0) {
            throw new JournalFullException(refusal == null ? "files are not made as fast as they are filled" : refusal);
        }
    }

    /** Promises room for outcomes of calls that an earlier process admitted. */
    void promise(long rooms) {
        lock.lock();
        try {
            promised += rooms;
        } finally {
            lock.unlock();
        }
    }

    /** Whether what is promised does not fit into all that there is. */
    boolean isShort() {
        lock.lock();
        try {
            return promised > spares.size() * usable() + Math.max(0, current.length() - tail - biggest);
        } finally {
            lock.unlock();
        }
    }

    /** Whether another segment should stand by: one more than the promises need, so that rolling over makes nobody wait. */
    boolean wantsSpare() {
        lock.lock();
        try {
            return spares.size() < 2 || promised > (spares.size() - 1) * usable();
        } finally {
            lock.unlock();
        }
    }

    void add(Segment spare) {
        lock.lock();
        try {
            spares.add(spare);
            refusal = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that for now there are no further segments, so that nobody waits for one. */
    void refuse(String reason) {
        lock.lock();
        try {
            refusal = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that there will be further segments when they are wanted. */
    void relent() {
        lock.lock();
        try {
            refusal = null;
        } finally {
            lock.unlock();
        }
    }

    /** Admits no further calls for good; outcomes of those that were admitted are still tried. */
    void fail(String reason) {
        lock.lock();
        try {
            failure = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives no more places. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Where the next record would go: all that was given a place lies before. */
    Position end() {
        lock.lock();
        try {
            return new Position(current.number(), tail);
        } finally {
            lock.unlock();
        }
    }

    /** All outcomes so far. */
    Tally tally() {
        lock.lock();
        try {
            return tally;
        } finally {
            lock.unlock();
        }
    }
}
