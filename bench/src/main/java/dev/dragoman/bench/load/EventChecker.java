package dev.dragoman.bench.load;

import java.util.BitSet;

/**
 * Watches the numbers of one stream's events: they must be 0, 1, 2, ... without a gap, a repetition or a swap. Not
 * thread-safe.
 */
final class EventChecker {

    private final BitSet seen = new BitSet();
    private int highest = -1;
    private int doubled;
    private int reordered;

    /** The next event has that number. */
    void event(int number) {
        if (seen.get(number)) {
            doubled++;
        } else if (number < highest) {
            reordered++;
        }
        seen.set(number);
        highest = Math.max(highest, number);
    }

    /** The stream is over, and should have had so many events. */
    Faults end(int expected) {
        int inRange = seen.get(0, expected).cardinality();
        return new Faults(expected - inRange, doubled + seen.cardinality() - inRange, reordered);
    }

    /** How many different events arrived. */
    int count() {
        return seen.cardinality();
    }

    /**
     * What went wrong with events.
     *
     * @param doubled those that came again, or should not have come at all
     */
    record Faults(long lost, long doubled, long reordered) {

        static final Faults NONE = new Faults(0, 0, 0);

        Faults plus(Faults more) {
            return new Faults(lost + more.lost, doubled + more.doubled, reordered + more.reordered);
        }
    }
}
