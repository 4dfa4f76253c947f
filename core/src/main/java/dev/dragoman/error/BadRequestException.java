package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The request is wrong; sending it again will not help. */
public final class BadRequestException extends LlmException {

    private static final long serialVersionUID = 1L;

    public BadRequestException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public BadRequestException(ErrorDetail detail) {
        this(detail, 400, null);
    }

    public BadRequestException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
