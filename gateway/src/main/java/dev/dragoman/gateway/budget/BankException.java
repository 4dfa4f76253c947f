package dev.dragoman.gateway.budget;

/** The bank did not answer. */
public final class BankException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BankException(String message, Throwable cause) {
        super(message, cause);
    }
}
