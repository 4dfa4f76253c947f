package dev.dragoman.bench.mock;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The streams that have one interval in common, those due first in front. Because the interval is the same for all, a
 * queue keeps them sorted.
 */
final class Pace {

    private final long intervalNanos;
    private final Deque<Due> queue = new ArrayDeque<>();

    Pace(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    private record Due(Connection stream, long nanos) {}

    /** Whether events follow each other without a pause. */
    boolean none() {
        return intervalNanos == 0;
    }

    /** The stream's next event is due one interval from then. */
    void follow(Connection stream, long nanos) {
        queue.add(new Due(stream, nanos + intervalNanos));
    }

    /** Lets every stream that is due by now say its next event. */
    void run(long now) {
        for (Due first = queue.peek(); first != null && first.nanos <= now; first = queue.peek()) {
            queue.remove();
            first.stream.next(first.nanos);
        }
    }

    /** How long nothing is due, or {@link Long#MAX_VALUE} when nobody waits. */
    long idleNanos(long now) {
        Due first = queue.peek();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.nanos - now);
    }
}
