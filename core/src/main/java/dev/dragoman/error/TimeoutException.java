package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The answer did not come in time. */
public final class TimeoutException extends LlmException {

    private static final long serialVersionUID = 1L;

    public TimeoutException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public TimeoutException(ErrorDetail detail) {
        this(detail, 408, null);
    }

    public TimeoutException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
