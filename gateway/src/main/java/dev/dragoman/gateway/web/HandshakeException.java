package dev.dragoman.gateway.web;

/** A request cannot go on as a WebSocket. */
public final class HandshakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A refusal.
     *
     * @param status 400, or 426 when the client should ask by WebSocket, or by another version of it
     * @param message what was wrong and what was expected
     */
    public HandshakeException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }
}
