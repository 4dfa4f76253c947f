package dev.dragoman.http;

import org.jspecify.annotations.Nullable;

/** An exchange with a vendor that broke before its answer was complete. */
public final class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public UpstreamException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public UpstreamException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** What broke. */
    public Kind kind() {
        return kind;
    }

    /** The ways in which an exchange breaks. */
    public enum Kind {
        /** No connection: name not found, refused, unreachable, TLS refused, or not there within the connect timeout. */
        CONNECT,
        /** No connection: the host has an address that must not be connected to; see {@link AddressFilter}. */
        FORBIDDEN,
        /** Status and headers did not come in time. */
        HEAD_TIMEOUT,
        /** The body fell silent for too long. */
        IDLE_TIMEOUT,
        /** The whole exchange took too long. */
        TOTAL_TIMEOUT,
        /** The connection was lost. */
        RESET,
        /** What came is not HTTP, or broke its rules. */
        PROTOCOL,
        /** The answer is larger than allowed. */
        TOO_LARGE,
        /** The caller gave up. */
        CANCELLED
    }
}
