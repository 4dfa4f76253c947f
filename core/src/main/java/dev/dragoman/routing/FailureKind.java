package dev.dragoman.routing;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of failure that policies of retries and of cool-downs tell apart.
 *
 * @see <a href="https://docs.litellm.ai/docs/routing#advanced-custom-retries-cooldowns-based-on-error-type">LiteLLM: retry and
 *     cool-down policies</a>
 */
public enum FailureKind {
    AUTHENTICATION("AuthenticationError"),
    TIMEOUT("TimeoutError"),
    RATE_LIMIT("RateLimitError"),
    CONTENT_POLICY("ContentPolicyViolationError"),
    BAD_REQUEST("BadRequestError"),
    NOT_FOUND("NotFoundError"),
    INTERNAL_SERVER("InternalServerError");

    private final String stem;

    FailureKind(String stem) {
        this.stem = stem;
    }

    /** What its keys in policies begin with, such as {@code RateLimitError} of {@code RateLimitErrorRetries}. */
    public String stem() {
        return stem;
    }

    /** The kind of a failure; null for those that no policy names. */
    public static @Nullable FailureKind of(LlmException failure) {
        return switch (failure) {
            case AuthenticationException any -> AUTHENTICATION;
            case PermissionDeniedException any -> AUTHENTICATION;
            case TimeoutException any -> TIMEOUT;
            case RateLimitException any -> RATE_LIMIT;
            case ContentPolicyViolationException any -> CONTENT_POLICY;
            case ContextWindowExceededException any -> null;
            case BadRequestException any -> BAD_REQUEST;
            case NotFoundException any -> NOT_FOUND;
            default -> failure.status() >= 500 ? INTERNAL_SERVER : null;
        };
    }
}
