package dev.dragoman.gateway.web;

import dev.dragoman.http.Body;

/** The body of a streamed answer. Pieces are sent at once, in order. */
public interface ResponseStream extends AutoCloseable {

    /**
     * Sends a piece; waits while the client takes no more.
     *
     * @throws ClientGoneException when the client has left
     */
    void write(Body piece);

    /** Ends the body properly. Does nothing when it has ended. */
    @Override
    void close();

    /** Breaks the body off, so that the client can tell that it is incomplete. */
    void abort();
}
