package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/** The vendor's safety system refused the prompt or the answer. */
public final class ContentPolicyViolationException extends LlmException {

    private static final long serialVersionUID = 1L;

    public ContentPolicyViolationException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail, status, cause);
    }

    public ContentPolicyViolationException(ErrorDetail detail) {
        this(detail, 400, null);
    }

    public ContentPolicyViolationException(String message) {
        this(ErrorDetail.of(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
