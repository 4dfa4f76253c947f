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

    /** The same failure at a provider and model; this one when it is there already. */
    public final LlmException at(String provider, String model) {
        if (provider.equals(detail.provider()) && model.equals(detail.model())) {
            return this;
        }
        return with(detail.at(provider, model));
    }

    /** The same failure with other details. */
    public final LlmException with(ErrorDetail other) {
        LlmException changed = copy(other);
        changed.setStackTrace(getStackTrace());
        return changed;
    }

    private LlmException copy(ErrorDetail other) {
        Throwable cause = getCause();
        return switch (this) {
            case ApiConnectionException any -> new ApiConnectionException(other, status, cause);
            case ApiException any -> new ApiException(other, status, cause);
            case ApiResponseException any -> new ApiResponseException(other, status, cause);
            case AuthenticationException any -> new AuthenticationException(other, status, cause);
            case BadGatewayException any -> new BadGatewayException(other, status, cause);
            case BadRequestException any -> new BadRequestException(other, status, cause);
            case ConflictException any -> new ConflictException(other, status, cause);
            case ContentPolicyViolationException any -> new ContentPolicyViolationException(other, status, cause);
            case ContextWindowExceededException any -> new ContextWindowExceededException(other, status, cause);
            case InternalServerException any -> new InternalServerException(other, status, cause);
            case NotFoundException any -> new NotFoundException(other, status, cause);
            case PermissionDeniedException any -> new PermissionDeniedException(other, status, cause);
            case RateLimitException any -> new RateLimitException(other, status, cause);
            case RequestTooLargeException any -> new RequestTooLargeException(other, status, cause);
            case ServiceUnavailableException any -> new ServiceUnavailableException(other, status, cause);
            case TimeoutException any -> new TimeoutException(other, status, cause);
            case UnprocessableEntityException any -> new UnprocessableEntityException(other, status, cause);
            case UnsupportedParamsException any -> new UnsupportedParamsException(other, status, cause);
        };
    }

    /** Whether the same request may succeed when it is sent again, as far as the kind of failure tells. */
    public abstract boolean retryable();

    /** Whether to send the same request again; the vendor's own word on it outweighs the kind of failure. */
    public final boolean worthRetrying() {
        Boolean told = detail.retry();
        return told == null ? retryable() : told;
    }
}
