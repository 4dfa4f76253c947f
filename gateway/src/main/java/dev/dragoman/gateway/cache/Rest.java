package dev.dragoman.gateway.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Leaves a server alone for a while after several failures in a row. Thread-safe. */
final class Rest {

    private final int mostFailures;
    private final long nanos;
    private final LongSupplier nanoClock;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long until;

    Rest(int mostFailures, Duration length, LongSupplier nanoClock) {
        this.mostFailures = mostFailures;
        this.nanos = length.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Whether the server should be left alone now. */
    boolean isOn() {
        return failures.get() >= mostFailures && nanoClock.getAsLong() - until < 0;
    }

    void failed() {
        until = nanoClock.getAsLong() + nanos;
        failures.incrementAndGet();
    }

    void over() {
        failures.set(0);
    }
}
