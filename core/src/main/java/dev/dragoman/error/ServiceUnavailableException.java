package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The vendor or the gateway is overloaded or shutting down; try again later. */
public final class ServiceUnavailableException extends LlmException {

    private static final long serialVersionUID = 1L;

    public ServiceUnavailableException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public ServiceUnavailableException(ErrorDetail detail) {
        this(detail, 503, null);
    }

    public ServiceUnavailableException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
