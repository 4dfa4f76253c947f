package dev.dragoman.testkit.wire;

import java.time.Instant;

/**
 * How and when the exchange of one request ended.
 *
 * @param cause who ended it
 * @param at when it was noticed
 */
record Departure(Cause cause, Instant at) {

    /** Who ended the exchange. */
    enum Cause {
        /** The reply was written to its end, as intended. */
        ANSWERED,
        /** The client closed the connection first. */
        CLIENT_GONE,
        /** The server was closed first. */
        SERVER_CLOSED
    }
}
