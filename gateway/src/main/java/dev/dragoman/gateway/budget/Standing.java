package dev.dragoman.gateway.budget;

/**
 * How an account stood when the bank last told.
 *
 * @param max nano-dollars that could be spent in all
 * @param toldNanos when that was
 */
record Standing(Grant grant, long max, long toldNanos) {

    private static final long FRESH_NANOS = 1_000_000_000;

    /** What nobody had leased. */
    long left() {
        return grant.left(max);
    }

    /** Whether so much cannot be had, however long one waits: too much is settled, or nobody else holds anything. */
    boolean excludes(long nanos, long max, long mine, boolean busy, long nowNanos) {
        if (max != this.max || nowNanos - toldNanos > FRESH_NANOS) {
            return false;
        }
        return nanos > max - grant.settled() || !busy && grant.others() == 0 && nanos > Math.max(0, mine) + left();
    }
}
