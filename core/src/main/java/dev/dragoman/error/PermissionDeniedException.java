package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The key is known, but may not do this. */
public final class PermissionDeniedException extends LlmException {

    private static final long serialVersionUID = 1L;

    public PermissionDeniedException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public PermissionDeniedException(ErrorDetail detail) {
        this(detail, 403, null);
    }

    public PermissionDeniedException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
