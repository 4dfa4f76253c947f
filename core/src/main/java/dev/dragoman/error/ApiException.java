package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The vendor answered with a status that has no class of its own; see {@link #status()}. */
public final class ApiException extends LlmException {

    private static final long serialVersionUID = 1L;

    public ApiException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public ApiException(ErrorDetail detail) {
        this(detail, 500, null);
    }

    public ApiException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return status() >= 500;
    }
}
