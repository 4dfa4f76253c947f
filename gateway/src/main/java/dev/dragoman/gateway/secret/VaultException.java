package dev.dragoman.gateway.secret;

import org.jspecify.annotations.Nullable;

/** A place of secrets did not do what it was asked. Never holds a secret. */
public final class VaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /**
     * Did not do it.
     *
     * @param passing whether it may do it when it is asked again
     */
    public VaultException(String message, boolean passing, @Nullable Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Whether it may do it when it is asked again. */
    boolean isPassing() {
        return passing;
    }
}
