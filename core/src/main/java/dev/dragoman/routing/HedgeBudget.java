package dev.dragoman.routing;

import java.util.concurrent.atomic.AtomicLong;

/** Keeps second attempts to a part of all calls that might have one; a few are saved up for a bad moment. Thread-safe. */
final class HedgeBudget {

    private static final long HEDGE = 100_000;
    private static final long PERCENT = HEDGE / 100;
    private static final long MOST_SAVED = 10 * HEDGE;

    private final AtomicLong saved = new AtomicLong(MOST_SAVED);

    /** A call has come that might need a second attempt. */
    void earn(double percent) {
        if (saved.get() < MOST_SAVED) {
            saved.addAndGet((long) (percent * PERCENT));
        }
    }

    /** Whether a second attempt may be made now. */
    boolean take(double percent) {
        return percent > 0 && saved.getAndUpdate(have -> have < HEDGE ? have : have - HEDGE) >= HEDGE;
    }
}
