package dev.dragoman.gateway.journal;

/** The journal cannot be used; the message says which and why. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
