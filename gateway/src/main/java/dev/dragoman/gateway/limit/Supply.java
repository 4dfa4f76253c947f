package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;

/** Where an instance has its permits from. Thread-safe. */
interface Supply extends AutoCloseable {

    /** All permits of all limits are this instance's own. */
    Supply OWN = new Supply() {};

    /** On what terms calls are admitted at a moment. */
    default Terms terms(long now) {
        return Terms.WHOLE;
    }

    /**
     * Asks for more of what a call lacks; called without a lock.
     *
     * @return whether there may be enough now; false when there is none to be had
     */
    default boolean more(Tally tally, Limit limit, Admission admission) {
        return false;
    }

    /** A call was refused for which more of this was asked for; called without a lock. */
    default void unused(Tally tally) {}

    /** A call runs that counts against the number of calls at once; called with the tally's lock. */
    default void running(Tally tally) {}

    /** A call that counted against it runs no more; called with the tally's lock. */
    default void ended(Tally tally) {}

    /** More tokens were used than were at hand; called with the tally's lock. */
    default void overdrawn(Tally tally, long tokens) {}

    @Override
    default void close() {}
}
