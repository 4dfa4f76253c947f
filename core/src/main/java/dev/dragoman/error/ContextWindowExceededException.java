package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The prompt is longer than the model's context window; shorten it or take a larger model. */
public final class ContextWindowExceededException extends LlmException {

    private static final long serialVersionUID = 1L;

    public ContextWindowExceededException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public ContextWindowExceededException(ErrorDetail detail) {
        this(detail, 400, null);
    }

    public ContextWindowExceededException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
