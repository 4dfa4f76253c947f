package dev.dragoman.routing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps retries to a part of all calls, so that an outage is not multiplied by them. Each call earns a fifth of a retry, and some
 * can be saved up for a bad moment; beside that, three at a time are always granted. Thread-safe.
 */
public final class RetryBudget {

    private static final int ALWAYS_AT_ONCE = 3;
    private static final long RETRY = 1_000;
    private static final long EARNED_BY_CALL = RETRY / 5;
    private static final long MOST_SAVED = 20 * RETRY;

    private final AtomicLong saved = new AtomicLong(MOST_SAVED);
    private final AtomicInteger running = new AtomicInteger();

    /** A call has come. */
    void earn() {
        // Nearly always the purse is full, and then this only reads.
        if (saved.get() < MOST_SAVED) {
            saved.addAndGet(EARNED_BY_CALL);
        }
    }

    /** Whether a call may be tried again now; who is granted it gives it back when the retry is over. */
    boolean take() {
        if (running.incrementAndGet() <= ALWAYS_AT_ONCE || pay()) {
            return true;
        }
        running.decrementAndGet();
        return false;
    }

    void giveBack() {
        running.decrementAndGet();
    }

    private boolean pay() {
        long have;
        do {
            have = saved.get();
            if (have < RETRY) {
                return false;
            }
        } while (!saved.compareAndSet(have, have - RETRY));
        return true;
    }
}
