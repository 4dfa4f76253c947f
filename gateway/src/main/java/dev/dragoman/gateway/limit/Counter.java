package dev.dragoman.gateway.limit;

/** How much of one thing was used, and how much of it was handed to this instance. Guarded by the lock of its tally. */
final class Counter {

    private static final long QUICK_NANOS = 100_000_000;
    private static final long SLOW_NANOS = 1_000_000_000;
    private static final long REFUSAL_NANOS = 20_000_000;
    private static final long MOST_AT_ONCE = 1_024;

    private long used;
    private long held;
    private long elsewhere;
    private long demand;
    private long pace = 1;
    private long leasedNanos;
    private long refused;
    private long refusedUntilNanos;

    /** Begins anew with nothing. */
    void reset() {
        used = 0;
        held = 0;
        elsewhere = 0;
        refused = 0;
    }

    long used() {
        return used;
    }

    /** What Redis handed to this instance, used or not. */
    long held() {
        return held;
    }

    /** What other instances have, as far as Redis told. */
    long elsewhere() {
        return elsewhere;
    }

    /** What was handed out and is not used. */
    long spare() {
        return Math.max(0, held - used);
    }

    void use(long amount) {
        used += amount;
    }

    /** Corrects what was used; it is never less than nothing. */
    void correct(long by) {
        used = Math.max(0, used + by);
    }

    /** Counts what was used beyond what was held as held, and says how much that is. */
    long cover() {
        long beyond = Math.max(0, used - held);
        held += beyond;
        return beyond;
    }

    /** Gives back so much of what is spare at most, and says how much it was. */
    long release(long most) {
        long given = Math.min(spare(), Math.max(0, most));
        held -= given;
        refused = given > 0 ? 0 : refused;
        return given;
    }

    /** Somebody waits for so much, or does no more. */
    void demand(long change) {
        demand += change;
    }

    /** How much is missing for a further use. */
    long missing(long amount) {
        return Math.max(0, used + amount - held);
    }

    /** How much to ask for when so much is missing: the more, the quicker the last was gone. */
    long wish(long amount, long missing, long now) {
        long since = now - leasedNanos;
        if (since < QUICK_NANOS) {
            pace = Math.min(MOST_AT_ONCE, pace * 2);
        } else if (since > SLOW_NANOS) {
            pace = 1;
        }
        return Math.max(missing, Math.max(demand - spare(), amount * pace));
    }

    /**
     * Takes what Redis handed out.
     *
     * @param asked the least that was asked for; zero when nothing was
     * @param taken what all instances have of it
     */
    void leased(long asked, long granted, long taken, long now) {
        held += granted;
        elsewhere = Math.max(0, taken - held);
        if (granted > 0) {
            leasedNanos = now;
        } else if (asked > 0) {
            refused = asked;
            refusedUntilNanos = now + REFUSAL_NANOS;
        }
    }

    /** Whether Redis said a moment ago that there is not so much left. */
    boolean isRefused(long missing, long now) {
        return refused > 0 && missing >= refused && now - refusedUntilNanos < 0;
    }
}
