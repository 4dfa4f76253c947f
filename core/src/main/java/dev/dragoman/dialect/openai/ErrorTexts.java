package dev.dragoman.dialect.openai;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an error's own words say, where they say more than its status. */
final class ErrorTexts {

    private static final String[] CONTEXT = {
        "context_length_exceeded",
        "exceed context limit",
        "maximum context length",
        "string too long. expected a string with maximum length",
        "model's maximum context limit",
        "is longer than the model's context length",
        "input tokens exceed the configured limit",
        "`inputs` tokens + `max_new_tokens` must be",
        "exceeds the maximum number of tokens allowed",
        "prompt is too long",
        "context window",
        "exceeds the context length",
        "greater than the context length",
        "available context size",
        "maximum prompt length",
        "tokens_limit_reached",
        "length limit exceeded",
        "prompt has too many tokens",
        "too many input tokens",
        "input is too long",
        "input text length should not exceed",
        "token length exceeds",
        "too many tokens: total number of tokens",
        "cannot exceed the total tokens limit"
    };

    private static final String[] POLICY = {
        "content_policy_violation",
        "responsibleaipolicyviolation",
        "content_filter_policy",
        "the response was filtered due to the prompt triggering",
        "your task failed as a result of our safety system",
        "the model produced invalid content",
        "request was rejected as a result of the safety system",
        "request was rejected as a result of our safety system",
        "violating our usage policy",
        "new_sensitive"
    };

    private static final String[] TIMEOUT = {
        "request timeout error",
        "request timed out",
        "timed out generating response",
        "the read operation timed out",
        "a timeout occurred"
    };

    private static final String[] RATE = {
        "rate limit",
        "rate_limit",
        "rate-limit",
        "ratelimit",
        "tier capacity exceeded",
        "token_quota_reached",
        "request was throttled"
    };

    private static final String[] AUTHENTICATION = {
        "authorization denied for", "invalid private key", "invalid api token", "no api key provided"
    };

    private static final String[] BROKEN = {
        "web server is returning an unknown error",
        "the server had an error processing your request.",
        "the server received an invalid response from an upstream server."
    };

    private ErrorTexts() {}

    static @Nullable LlmException meaning(ErrorDetail detail, String text, int status) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean gateway = detail.provider() == null || "litellm_proxy".equals(detail.provider());
        LlmException named = gateway ? named(detail, text) : null;
        if (named != null) {
            return named;
        }
        // A status that names another cause outweighs the words: a proxy's page may talk of anything.
        boolean open = tellsLittle(status);
        if (open && (containsAny(lower, RATE) || isTooMany(lower))) {
            return new RateLimitException(detail);
        }
        if (isContext(lower)) {
            return new ContextWindowExceededException(detail);
        }
        if (open && hasNumber429(lower)) {
            return new RateLimitException(detail);
        }
        return cause(detail, text, lower, status);
    }

    /** Whether servers answer with this status whatever the cause. */
    private static boolean tellsLittle(int status) {
        return switch (status) {
            case 200, 400, 403, 413, 429, 498 -> true;
            default -> false;
        };
    }

    private static @Nullable LlmException cause(ErrorDetail detail, String text, String lower, int status) {
        if (lower.contains("model_not_found") || text.contains("DeploymentNotFound")) {
            return new NotFoundException(detail);
        }
        if (containsAny(lower, TIMEOUT)) {
            return new TimeoutException(detail, status == 504 ? 504 : 408, null);
        }
        if (containsAny(lower, POLICY) || "content_filter".equals(detail.code())) {
            return new ContentPolicyViolationException(policy(detail));
        }
        if (containsAny(lower, AUTHENTICATION)) {
            return new AuthenticationException(detail);
        }
        return containsAny(lower, BROKEN) ? new InternalServerException(detail) : null;
    }

    private static ErrorDetail policy(ErrorDetail detail) {
        ErrorDetail typed = detail.type() == null ? detail.withType("invalid_request_error") : detail;
        return typed.code() == null ? typed.withCode("content_policy_violation") : typed;
    }

    /** Another gateway names the class of the error. */
    private static @Nullable LlmException named(ErrorDetail detail, String text) {
        int at = text.indexOf("litellm.");
        int end = at < 0 ? -1 : text.indexOf(':', at);
        return switch (end < 0 ? "" : text.substring(at + "litellm.".length(), end)) {
            case "RateLimitError" -> new RateLimitException(detail);
            case "ContextWindowExceededError" -> new ContextWindowExceededException(detail);
            case "ContentPolicyViolationError" -> new ContentPolicyViolationException(detail);
            case "BadRequestError", "UnsupportedParamsError" -> new BadRequestException(detail);
            case "AuthenticationError" -> new AuthenticationException(detail);
            case "NotFoundError" -> new NotFoundException(detail);
            case "Timeout" -> new TimeoutException(detail);
            case "InternalServerError" -> new InternalServerException(detail);
            case "ServiceUnavailableError" -> new ServiceUnavailableException(detail);
            case "APIConnectionError" -> new ApiConnectionException(detail);
            default -> null;
        };
    }

    private static boolean isTooMany(String lower) {
        return lower.contains("request too large") && lower.contains("tokens per min");
    }

    /** The number as a word of its own. */
    private static boolean hasNumber429(String text) {
        int at = text.indexOf("429");
        while (at >= 0) {
            boolean begins = at == 0 || !isWord(text.charAt(at - 1));
            boolean ends = at + 3 == text.length() || !isWord(text.charAt(at + 3));
            if (begins && ends) {
                return true;
            }
            at = text.indexOf("429", at + 1);
        }
        return false;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean isContext(String lower) {
        if (lower.contains("string_above_max_length")
                || lower.contains("invalid 'user'") && lower.contains("string too long")) {
            return false;
        }
        return containsAny(lower, CONTEXT) || lower.contains("current length is") && lower.contains("while limit is");
    }

    private static boolean containsAny(String text, String[] phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}
