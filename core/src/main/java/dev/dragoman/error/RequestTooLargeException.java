package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The request is larger than is accepted. */
public final class RequestTooLargeException extends LlmException {

    private static final long serialVersionUID = 1L;

    public RequestTooLargeException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public RequestTooLargeException(ErrorDetail detail) {
        this(detail, 413, null);
    }

    public RequestTooLargeException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
