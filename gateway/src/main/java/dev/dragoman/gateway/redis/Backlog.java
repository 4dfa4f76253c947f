package dev.dragoman.gateway.redis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Writes that were handed over and have not been confirmed: so many and so large together at most. Thread-safe. */
final class Backlog {

    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 64L << 20;

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Takes a write in; false when there is no room for it. */
    boolean admit(int size) {
        if (count.get() >= MOST || bytes.get() + size > MOST_BYTES) {
            return false;
        }
        count.incrementAndGet();
        bytes.addAndGet(size);
        return true;
    }

    void release(int size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
    }
}
