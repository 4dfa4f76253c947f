package dev.dragoman.gateway.ledger;

/** Prices that cannot be used; the message says whose, and why. */
final class PriceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PriceException(String message) {
        super(message);
    }

    PriceException(String message, Throwable cause) {
        super(message, cause);
    }
}
