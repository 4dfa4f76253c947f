package dev.dragoman.routing;

import dev.dragoman.http.Cancellation;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Waits between attempts, unless the call is given up or its thread interrupted meanwhile. */
public final class CancellablePause implements Pause {

    private final LongSupplier nanoClock;

    public CancellablePause(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public boolean nanos(long nanos, Attempt attempt) {
        Thread waiting = Thread.currentThread();
        long end = nanoClock.getAsLong() + nanos;
        Cancellation.Registration registration = attempt.cancellation().onCancel(() -> LockSupport.unpark(waiting));
        try {
            while (!attempt.cancellation().isCancelled() && !waiting.isInterrupted()) {
                long left = end - nanoClock.getAsLong();
                if (left <= 0) {
                    return true;
                }
                LockSupport.parkNanos(this, left);
            }
            return false;
        } finally {
            registration.close();
        }
    }
}
