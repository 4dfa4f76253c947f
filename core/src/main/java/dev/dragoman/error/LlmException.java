package dev.dragoman.error;

import org.jspecify.annotations.Nullable;

/**
 * A call that ended without an answer. The subclasses carry the names that OpenAI's clients know, plus those that tell a
 * router what to do next.
 */
public abstract sealed class LlmException extends RuntimeException
        permits ApiConnectionException,
                ApiException,
                ApiResponseException,
                AuthenticationException,
                BadGatewayException,
                BadRequestException,
                ConflictException,
                ContentPolicyViolationException,
                ContextWindowExceededException,
                InternalServerException,
                NotFoundException,
                PermissionDeniedException,
                RateLimitException,
                RequestTooLargeException,
                ServiceUnavailableException,
                TimeoutException,
                UnprocessableEntityException,
                UnsupportedParamsException {

    private static final long serialVersionUID = 1L;

    // Never serialized across processes; the field of a throwable must only not break serialization as such.
    private final transient ErrorDetail detail;
    private final int status;

    LlmException(ErrorDetail detail, int status, @Nullable Throwable cause) {
        super(detail.message(), cause);
        this.detail = detail;
        this.status = status;
    }

    /** What is known about the failure. */
    public final ErrorDetail detail() {
        return detail;
    }

    /** The HTTP status to answer with. */
    public final int status() {
        return status;
    }

    /** The class name in LiteLLM's and OpenAI's spelling, such as {@code RateLimitError}. */
    public final String errorName() {
        String name = getClass().getSimpleName();
        String stem = name.substring(0, name.length() - "Exception".length());
        return switch (stem) {
            case "Timeout" -> "Timeout";
            case "Api" -> "APIError";
            case "ApiConnection" -> "APIConnectionError";
            case "ApiResponse" -> "APIResponseValidationError";
            default -> stem + "Error";
        };
    }

    /** Whether the same request may succeed when it is sent again. */
    public abstract boolean retryable();
}
