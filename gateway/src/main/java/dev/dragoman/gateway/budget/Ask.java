package dev.dragoman.gateway.budget;

/**
 * How much a call must have before it is made, in nano-dollars.
 *
 * @param full the most that it can cost as it was asked for
 * @param good what does nearly as well, so that it is not worth waiting for more
 * @param least what it can be made to do with; as much as good when it cannot
 */
record Ask(long full, long good, long least) {

    /** All or nothing. */
    static Ask exactly(long nanos) {
        return new Ask(nanos, nanos, nanos);
    }
}
