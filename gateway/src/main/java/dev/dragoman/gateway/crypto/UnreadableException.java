package dev.dragoman.gateway.crypto;

/** An encrypted text cannot be read. The message says why, and holds no secret. */
public final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
        super(why);
    }

    UnreadableException(String why, Throwable cause) {
        super(why, cause);
    }
}
