package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** A proxy before the vendor failed. */
public final class BadGatewayException extends LlmException {

    private static final long serialVersionUID = 1L;

    public BadGatewayException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public BadGatewayException(ErrorDetail detail) {
        this(detail, 502, null);
    }

    public BadGatewayException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
