package dev.dragoman.gateway.redis;

import java.util.concurrent.atomic.AtomicInteger;

/** Opens after several failures in a row, so that nobody waits for a server that does not answer. Thread-safe. */
final class Breaker {

    private static final int MOST_FAILURES = 5;

    private final AtomicInteger failures = new AtomicInteger();

    /** Whether nobody should ask. */
    boolean isOpen() {
        return failures.get() >= MOST_FAILURES;
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        failures.updateAndGet(before -> Math.min(before + 1, MOST_FAILURES));
    }
}
