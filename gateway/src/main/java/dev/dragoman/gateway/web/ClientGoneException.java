package dev.dragoman.gateway.web;

/** The client closed its connection, so nobody waits for the answer. */
public final class ClientGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClientGoneException() {
        super("the client closed the connection", null, false, false);
    }
}
