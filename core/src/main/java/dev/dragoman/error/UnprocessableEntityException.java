package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The request is well-formed, but its values make no sense to the vendor. */
public final class UnprocessableEntityException extends LlmException {

    private static final long serialVersionUID = 1L;

    public UnprocessableEntityException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public UnprocessableEntityException(ErrorDetail detail) {
        this(detail, 422, null);
    }

    public UnprocessableEntityException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
