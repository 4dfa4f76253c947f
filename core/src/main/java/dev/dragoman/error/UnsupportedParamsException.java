package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The model does not take a parameter of the request; leave it out or allow dropping with {@code drop_params}. */
public final class UnsupportedParamsException extends LlmException {

    private static final long serialVersionUID = 1L;

    public UnsupportedParamsException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public UnsupportedParamsException(ErrorDetail detail) {
        this(detail, 400, null);
    }

    public UnsupportedParamsException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
