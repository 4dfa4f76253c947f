package dev.dragoman.http;

import java.util.ArrayList;
import java.util.List;

/** Tells everyone who works for a call that nobody waits for its answer any more. Thread-safe. */
public final class Cancellation {

    private final List<Runnable> listeners = new ArrayList<>(2);
    private boolean cancelled;

    /** A cancellation that nobody will ever cancel. */
    public static Cancellation never() {
        return new Cancellation();
    }

    /** Runs every listener once, on this thread; later calls do nothing. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(listeners);
            listeners.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /** Whether the call was given up. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Runs the listener when the call is given up; at once when it already was. Listeners must be short and must not
     * block: they run on the thread that noticed.
     *
     * @return removes the listener; does nothing when it has run
     */
    public Registration onCancel(Runnable listener) {
        synchronized (this) {
            if (!cancelled) {
                listeners.add(listener);
                return () -> remove(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** Ends a listener's interest. */
    public interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}
