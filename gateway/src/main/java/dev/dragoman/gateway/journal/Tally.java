package dev.dragoman.gateway.journal;

/**
 * So many outcomes.
 *
 * @param bytes what their records take
 */
record Tally(long outcomes, long bytes) {

    static final Tally NONE = new Tally(0, 0);

    Tally plus(int room) {
        return new Tally(outcomes + 1, bytes + room);
    }
}
