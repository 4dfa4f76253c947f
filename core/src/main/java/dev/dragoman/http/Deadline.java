package dev.dragoman.http;

import java.time.Duration;

/**
 * A point in time by which something must have happened, on the scale of {@link System#nanoTime()}.
 *
 * @param nanos the point; meaningless when {@code limited} is false
 * @param limited whether there is a limit at all
 */
public record Deadline(long nanos, boolean limited) {

    /** No limit. */
    public static final Deadline NONE = new Deadline(0, false);

    /** The point {@code duration} after {@code nowNanos}. */
    public static Deadline after(Duration duration, long nowNanos) {
        return new Deadline(nowNanos + duration.toNanos(), true);
    }

    /** What is left, in nanoseconds: zero or less when it has passed, {@link Long#MAX_VALUE} without limit. */
    public long remaining(long nowNanos) {
        return limited ? nanos - nowNanos : Long.MAX_VALUE;
    }

    /** The earlier of the two. */
    public Deadline earlier(Deadline other) {
        if (!limited) {
            return other;
        }
        return other.limited && other.nanos - nanos < 0 ? other : this;
    }
}
