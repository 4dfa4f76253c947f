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
        return new Faults(Math.max(0, expected - seen.cardinality()), doubled, reordered);
    }

    /** How many different events arrived. */
    int count() {
        return seen.cardinality();
    }

    /** What went wrong with events. */
    record Faults(long lost, long doubled, long reordered) {

        static final Faults NONE = new Faults(0, 0, 0);

        Faults plus(Faults more) {
            return new Faults(lost + more.lost, doubled + more.doubled, reordered + more.reordered);
        }
    }
}
