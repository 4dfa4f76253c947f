package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The vendor failed on its own side. */
public final class InternalServerException extends LlmException {

    private static final long serialVersionUID = 1L;

    public InternalServerException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public InternalServerException(ErrorDetail detail) {
        this(detail, 500, null);
    }

    public InternalServerException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
