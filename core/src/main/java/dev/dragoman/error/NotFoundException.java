package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** There is no such model, path or object. */
public final class NotFoundException extends LlmException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public NotFoundException(ErrorDetail detail) {
        this(detail, 404, null);
    }

    public NotFoundException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
