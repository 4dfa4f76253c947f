package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The vendor could not be reached or the connection broke. */
public final class ApiConnectionException extends LlmException {

    private static final long serialVersionUID = 1L;

    public ApiConnectionException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public ApiConnectionException(ErrorDetail detail) {
        this(detail, 500, null);
    }

    public ApiConnectionException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
