package dev.dragoman.gateway.identity;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens did not tell what it was asked; the message says why. */
final class IssuerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    IssuerException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    IssuerException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of its answer; 0 when there was none. */
    int status() {
        return status;
    }
}
