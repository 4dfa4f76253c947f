package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The key is missing or wrong: the caller's, or the gateway's own at the vendor. */
public final class AuthenticationException extends LlmException {

    private static final long serialVersionUID = 1L;

    public AuthenticationException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public AuthenticationException(ErrorDetail detail) {
        this(detail, 401, null);
    }

    public AuthenticationException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
