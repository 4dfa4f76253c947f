package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.http.Deadline;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.UpstreamException.Kind;
import org.jspecify.annotations.Nullable;

/** How far a call has come, and by when it must have come further; on the event loop. */
final class CallTimes {

    private final Timeouts timeouts;
    private boolean answered;
    private boolean begun;
    private long lastNanos;

    CallTimes(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /** Status and headers have arrived. */
    void answered() {
        answered = true;
        touch();
    }

    /** Something of the body has arrived. */
    void progressed() {
        begun = true;
        touch();
    }

    /** The silence that passed is nobody's fault: nothing was read. */
    void touch() {
        if (timeouts.idle().isPositive()) {
            lastNanos = System.nanoTime();
        }
    }

    /**
     * When to look again.
     *
     * @param whole whether the reader waits for the whole body, so that its first piece may come late
     */
    Deadline next(boolean whole) {
        Deadline next = timeouts.total();
        if (awaitsBeginning(whole)) {
            next = next.earlier(timeouts.head());
        }
        if (answered && timeouts.idle().isPositive()) {
            next = next.earlier(new Deadline(lastNanos + timeouts.idle().toNanos(), true));
        }
        return next;
    }

    /** Which of the limits was passed; null when none was. */
    @Nullable
    Kind missed(long now, boolean whole) {
        if (timeouts.total().remaining(now) <= 0) {
            return Kind.TOTAL_TIMEOUT;
        }
        if (awaitsBeginning(whole) && timeouts.head().remaining(now) <= 0) {
            return Kind.HEAD_TIMEOUT;
        }
        boolean silent = answered
                && timeouts.idle().isPositive()
                && now - lastNanos >= timeouts.idle().toNanos();
        return silent ? Kind.IDLE_TIMEOUT : null;
    }

    private boolean awaitsBeginning(boolean whole) {
        return !answered || !begun && !whole;
    }
}
