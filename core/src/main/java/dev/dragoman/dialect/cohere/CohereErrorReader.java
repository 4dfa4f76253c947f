package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.RetryAfter;
import dev.dragoman.dialect.StatusErrors;
import dev.dragoman.dialect.VendorText;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the vendor means: first by its text, then by the HTTP status.
 *
 * @see <a href="https://docs.cohere.com/reference/errors">Cohere: Errors</a>
 */
final class CohereErrorReader {

    private static final int BLOCKED = 498;

    private static final String[] CONTEXT = {"too many tokens", "maximum context length", "prompt is too long"};
    private static final String[] KEY = {"invalid api token", "no api key", "api key has expired"};
    private static final String[] POLICY = {"usage guidelines", "unsafe", "blocked", "content policy"};
    private static final String[] FAILURE = {"internal server error", "unexpected server error"};
    private static final String[] BUSY = {"service unavailable", "temporarily unavailable", "overloaded"};

    private CohereErrorReader() {}

    static LlmException read(VendorError error) {
        JsonObject body = object(error);
        ErrorDetail detail = ErrorDetail.of(VendorText.message(body, error.text()))
                .at(error.provider(), error.model())
                .withVendor(VendorText.masked(body));
        return meaning(RetryAfter.put(detail, error), error.status());
    }

    /** An error that came in the middle of a stream; who sent it is not known here. */
    static LlmException inStream(JsonObject body) {
        String message = VendorText.message(body, body.toJson());
        return inStream(ErrorDetail.of(message).withVendor(VendorText.masked(body)));
    }

    /** An error of which only the words are known. */
    static LlmException inStream(ErrorDetail detail) {
        return meaning(detail, StatusErrors.SUCCESS);
    }

    private static LlmException meaning(ErrorDetail detail, int status) {
        LlmException byText = byText(detail, status);
        if (byText != null) {
            return byText;
        }
        return status == BLOCKED ? new BadRequestException(detail) : StatusErrors.of(detail, status);
    }

    private static @Nullable LlmException byText(ErrorDetail detail, int status) {
        String text = detail.message().toLowerCase(Locale.ROOT);
        if (isAbout(text, KEY)) {
            return new AuthenticationException(detail);
        }
        // The limit of the answer, which the caller set too high, is told in the same words.
        if (isAbout(text, CONTEXT) && !text.contains("max tokens must be") && status != 429) {
            return new ContextWindowExceededException(detail);
        }
        if (status == BLOCKED && isAbout(text, POLICY)) {
            return new ContentPolicyViolationException(detail);
        }
        if (text.contains("invalid type:")) {
            return new BadRequestException(detail);
        }
        if (text.contains("cohereconnectionerror")) {
            return new RateLimitException(detail);
        }
        if (isAbout(text, FAILURE)) {
            return new InternalServerException(detail, status < 500 ? 500 : status, null);
        }
        return status == StatusErrors.SUCCESS ? inStreamByText(detail, text) : null;
    }

    private static @Nullable LlmException inStreamByText(ErrorDetail detail, String text) {
        if (isAbout(text, BUSY)) {
            return new ServiceUnavailableException(detail);
        }
        if (text.contains("rate limit") || text.contains("try again later")) {
            return new RateLimitException(detail);
        }
        return text.contains("timed out") ? new TimeoutException(detail) : null;
    }

    private static boolean isAbout(String text, String[] phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static JsonObject object(VendorError error) {
        try {
            return Json.parse(error.body()) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // A proxy's page or nothing at all; its text is the message.
            return JsonObject.EMPTY;
        }
    }
}
