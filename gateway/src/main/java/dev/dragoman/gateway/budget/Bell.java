package dev.dragoman.gateway.budget;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads wait until something may have changed. Costs nothing while nobody waits. */
final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final AtomicInteger listeners = new AtomicInteger();
    private long strokes;

    /** Listens from now on; what is heard later than this is not missed. Must be followed by {@link #leave}. */
    long listen() {
        listeners.incrementAndGet();
        lock.lock();
        try {
            return strokes;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        listeners.decrementAndGet();
    }

    void ring() {
        if (listeners.get() == 0) {
            return;
        }
        lock.lock();
        try {
            strokes++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a stroke after the one heard last, but no longer than this; false when the thread was interrupted. */
    boolean await(long heard, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (strokes == heard && left > 0) {
                left = rung.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
