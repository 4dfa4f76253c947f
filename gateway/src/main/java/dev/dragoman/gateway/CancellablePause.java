package dev.dragoman.gateway;

import dev.dragoman.http.Cancellation;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.Pause;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Waits between attempts, unless the client leaves meanwhile. */
final class CancellablePause implements Pause {

    private final LongSupplier nanoClock;

    CancellablePause(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public boolean nanos(long nanos, Attempt attempt) {
        Thread waiting = Thread.currentThread();
        long end = nanoClock.getAsLong() + nanos;
        Cancellation.Registration registration = attempt.cancellation().onCancel(() -> LockSupport.unpark(waiting));
        try {
            while (!attempt.cancellation().isCancelled()) {
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
