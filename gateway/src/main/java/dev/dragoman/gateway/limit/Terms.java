package dev.dragoman.gateway.limit;

/**
 * On what terms an instance admits calls: what of a limit is its own to give.
 *
 * @param kind what may be used
 * @param instances among how many a limit is shared
 * @param rank which of them this one is, from 0; what cannot be divided goes to different ones for different counters
 * @param originNanos a moment at which a window of Redis's clock began
 */
record Terms(Kind kind, int instances, int rank, long originNanos) {

    /** All of a limit. */
    static final Terms WHOLE = new Terms(Kind.WHOLE, 1, 0, 0);

    /** What Redis hands out. */
    static final Terms LEASED = new Terms(Kind.LEASED, 1, 0, 0);

    /** What Redis handed out. */
    static final Terms HELD = new Terms(Kind.HELD, 1, 0, 0);

    /** What may be used. */
    enum Kind {
        /** All of a limit: there is no other instance, or none that is known. */
        WHOLE,
        /** What Redis hands out when it is asked. */
        LEASED,
        /** What Redis handed out before it fell silent. */
        HELD,
        /** An equal share, in windows that are the same for all instances. */
        SHARE
    }

    /** An equal share. */
    static Terms share(int instances, int rank, long originNanos) {
        return new Terms(Kind.SHARE, instances, rank, originNanos);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** What of a limit may be used in a window that begins on these terms, without asking anybody. */
    long allowed(long limit, int spread) {
        return switch (kind) {
            case WHOLE -> limit;
            case LEASED, HELD -> 0;
            case SHARE -> {
                int turn = Math.floorMod(rank + spread, instances);
                yield limit / instances + (turn < limit % instances ? 1 : 0);
            }
        };
    }

    /** When a window ends that begins on these terms now, on the scale of nanoseconds. */
    long end(long now, long windowNanos) {
        return now + windowNanos - (kind == Kind.SHARE ? Math.floorMod(now - originNanos, windowNanos) : 0);
    }
}
