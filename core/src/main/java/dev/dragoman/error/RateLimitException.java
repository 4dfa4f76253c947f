package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** Too many requests or tokens; wait and try again. */
public final class RateLimitException extends LlmException {

    private static final long serialVersionUID = 1L;

    public RateLimitException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public RateLimitException(ErrorDetail detail) {
        this(detail, 429, null);
    }

    public RateLimitException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
