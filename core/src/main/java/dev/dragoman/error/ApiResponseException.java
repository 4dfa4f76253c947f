package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The vendor's answer is not what its documentation promises. */
public final class ApiResponseException extends LlmException {

    private static final long serialVersionUID = 1L;

    public ApiResponseException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public ApiResponseException(ErrorDetail detail) {
        this(detail, 502, null);
    }

    public ApiResponseException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
