package dev.dragoman.gateway.web.netty.memory;

import java.util.concurrent.TimeUnit;

/**
 * Decides when a collection of the whole heap is worth its pause. The serial collector by itself collects the old
 * generation only once it has reached its limit, so that a process which was busy for a minute stays large for ever.
 * Confined to one thread.
 */
final class HeapWatch {

    /** The young generation lies within it, whose collection costs nothing more; so does a little of what is old. */
    private static final long TOLERATED = 80L << 20;

    /** How many times a pause must have been earned before the next: they take a fiftieth of the time at most. */
    private static final int PAUSES = 50;

    /** A pause on a machine that was too busy to run it says little about the next. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(15);

    private long live = Long.MAX_VALUE;
    private long notBefore;

    /**
     * Whether to collect now.
     *
     * @param used bytes of the heap in use, garbage included
     * @param nowNanos of the monotonic clock
     */
    boolean isWorthwhile(long used, long nowNanos) {
        live = Math.min(live, used);
        return used - live > Math.max(TOLERATED, live) && nowNanos - notBefore >= 0;
    }

    /**
     * The heap was collected.
     *
     * @param used bytes in use after it
     */
    void collected(long used, long startNanos, long endNanos) {
        live = used;
        notBefore = endNanos + Math.min(PAUSES * (endNanos - startNanos), LONGEST_WAIT);
    }
}
