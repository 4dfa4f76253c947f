package dev.dragoman.bench;

/**
 * How much time measuring may take.
 *
 * @param rounds how often each subject is measured, in turns with the others; the median counts
 * @param heatSeconds load on a fresh gateway before anything is counted
 * @param warmUpSeconds load of the same kind right before each counted window
 * @param windowSeconds the counted window
 * @param starts how often the start is measured
 * @param overload whether to try more streams than the machine can carry
 * @param restSeconds quiet time before memory at rest is read
 */
record Effort(
        int rounds,
        int heatSeconds,
        int warmUpSeconds,
        int windowSeconds,
        int starts,
        boolean overload,
        int restSeconds) {

    static final Effort FULL = new Effort(3, 20, 2, 5, 7, true, 10);
    static final Effort QUICK = new Effort(1, 5, 1, 2, 3, false, 3);
}
