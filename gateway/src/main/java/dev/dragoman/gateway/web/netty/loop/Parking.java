package dev.dragoman.gateway.web.netty.loop;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where one thread waits for what an event loop will do. */
public final class Parking {

    private volatile @Nullable Thread waiting;

    /** Lets the waiting thread look at its condition again; the change must be visible before. */
    public void wake() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Waits until the condition holds or the thread is interrupted.
     *
     * @return whether the condition holds; the interrupt stays pending when it does not
     */
    public boolean await(BooleanSupplier condition) {
        waiting = Thread.currentThread();
        try {
            while (!condition.getAsBoolean()) {
                if (Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.park(this);
            }
            return true;
        } finally {
            waiting = null;
        }
    }

    /** Waits until the condition holds; an interrupt stays pending until then. */
    public void awaitUninterruptibly(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!await(condition)) {
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
