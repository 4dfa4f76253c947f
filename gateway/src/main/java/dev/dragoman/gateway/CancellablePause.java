package dev.dragoman.gateway;

import dev.dragoman.http.Cancellation;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.Router;
import java.util.concurrent.locks.LockSupport;

/** Waits between attempts, unless the client leaves meanwhile. */
final class CancellablePause implements Router.Pause {

    @Override
    public boolean nanos(long nanos, Attempt attempt) {
        Thread waiting = Thread.currentThread();
        long end = System.nanoTime() + nanos;
        Cancellation.Registration registration = attempt.cancellation().onCancel(() -> LockSupport.unpark(waiting));
        try {
            while (!attempt.cancellation().isCancelled()) {
                long left = end - System.nanoTime();
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
