package dev.dragoman.dialect.openai;

import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.RateLimitException;
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
        "context window"
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
        "violating our usage policy"
    };

    private static final String[] TIMEOUT = {
        "request timeout error",
        "request timed out",
        "timed out generating response",
        "the read operation timed out",
        "a timeout occurred"
    };

    private static final String[] RATE = {"rate limit", "rate_limit", "rate-limit", "ratelimit"};

    private ErrorTexts() {}

    static @Nullable LlmException meaning(ErrorDetail detail, String text, int status) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (isRateLimit(lower, status)) {
            return new RateLimitException(detail);
        }
        if (isContext(lower)) {
            return new ContextWindowExceededException(detail);
        }
        if (lower.contains("model_not_found") || text.contains("DeploymentNotFound")) {
            return new NotFoundException(detail);
        }
        if (containsAny(lower, TIMEOUT)) {
            return new TimeoutException(detail);
        }
        if (containsAny(lower, POLICY) || "content_filter".equals(detail.code())) {
            return new ContentPolicyViolationException(
                    detail.type() == null ? detail.withType("invalid_request_error") : detail);
        }
        boolean broken = text.contains("Web server is returning an unknown error")
                || text.contains("The server had an error processing your request.");
        return broken ? new InternalServerException(detail) : null;
    }

    private static boolean isRateLimit(String lower, int status) {
        // A status that names another cause outweighs the words: a page of a proxy may talk of anything.
        boolean open = status == 400 || status == 429 || status == 200 || status == 413;
        return open
                && (containsAny(lower, RATE)
                        || lower.contains("service tier capacity exceeded")
                        || lower.contains("request too large") && lower.contains("tokens per min"));
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
