package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** Another request is changing the same thing; try again. */
public final class ConflictException extends LlmException {

    private static final long serialVersionUID = 1L;

    public ConflictException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public ConflictException(ErrorDetail detail) {
        this(detail, 409, null);
    }

    public ConflictException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
