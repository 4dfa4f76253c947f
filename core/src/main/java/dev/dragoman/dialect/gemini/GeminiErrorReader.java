package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.RetryAfter;
import dev.dragoman.dialect.VendorText;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadGatewayException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.error.UnprocessableEntityException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the vendor means: first by its text, then by the HTTP status, in a stream by the status it names.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/troubleshooting">Troubleshooting</a>
 */
final class GeminiErrorReader {

    private static final int SUCCESS = 200;
    private static final int TOO_MANY = 429;

    private static final String[] CONTEXT = {
        "exceeds the maximum number of tokens allowed",
        "request payload size exceeds",
        "input token count",
        "exceed context limit",
        "maximum context length",
        "context window",
        "is longer than the model's context length",
        "input tokens exceed the configured limit"
    };
    private static final String[] LATE = {
        "Request Timeout Error", "Request timed out", "Timed out generating response", "The read operation timed out"
    };
    private static final String[] UNKNOWN_KEY = {
        "API key not valid", "API Key not found", "API key expired", "API_KEY_INVALID"
    };
    private static final String[] BLOCKED = {"The response was blocked.", "Output blocked by content filtering policy"};
    private static final String[] NO_PROJECT = {
        "Vertex AI API has not been used in project", "Unable to find your project"
    };
    private static final String[] LIMITED = {
        "429 Quota exceeded",
        "Quota exceeded for",
        "Resource exhausted",
        "Resource has been exhausted",
        "429 Unable to submit request because the service is temporarily out of capacity."
    };
    private static final String[] INTERNAL = {
        "None Unknown Error.", "Content has no parts.", "500 Internal Server Error", "The model is overloaded."
    };

    private GeminiErrorReader() {}

    static LlmException read(VendorError error) {
        JsonObject body = object(error);
        String text = error.text();
        ErrorDetail detail = RetryAfter.put(detail(body, text), error).at(error.provider(), error.model());
        return meaning(detail, text, error.status());
    }

    /** An error that came in the middle of a stream, or with a status of success; where it came from is not known here. */
    static LlmException inBody(JsonObject body) {
        String text = body.toJson();
        return meaning(detail(body, text), text, named(body));
    }

    private static ErrorDetail detail(JsonObject body, String text) {
        return ErrorDetail.of(VendorText.message(body, text))
                .withRetryAfter(RetryInfo.read(body))
                .withVendor(VendorText.masked(body));
    }

    private static LlmException meaning(ErrorDetail detail, String text, int status) {
        LlmException byText = byText(detail, text, status);
        return byText == null ? byStatus(detail, status) : byText;
    }

    private static @Nullable LlmException byText(ErrorDetail detail, String text, int status) {
        if (containsAny(text, LATE)) {
            return new TimeoutException(detail, status == 504 ? 504 : 408, null);
        }
        if (containsAny(text, NO_PROJECT)) {
            return new BadRequestException(detail);
        }
        if (status != TOO_MANY && containsAny(text.toLowerCase(Locale.ROOT), CONTEXT)) {
            return new ContextWindowExceededException(detail);
        }
        if (containsAny(text, UNKNOWN_KEY)) {
            return new AuthenticationException(detail);
        }
        if (containsAny(text, BLOCKED)) {
            return new ContentPolicyViolationException(detail);
        }
        if (containsAny(text, LIMITED)) {
            return new RateLimitException(detail);
        }
        return status != 503 && containsAny(text, INTERNAL) ? new InternalServerException(detail) : null;
    }

    private static LlmException byStatus(ErrorDetail detail, int status) {
        return switch (status) {
            case 400, 413 -> new BadRequestException(detail, status, null);
            case 401 -> new AuthenticationException(detail);
            case 403 -> new PermissionDeniedException(detail);
            case 404 -> new NotFoundException(detail);
            case 408, 499, 504 -> new TimeoutException(detail, status == 504 ? 504 : 408, null);
            case 409 -> new ConflictException(detail);
            case 422 -> new UnprocessableEntityException(detail);
            case TOO_MANY -> new RateLimitException(detail);
            case 500 -> new InternalServerException(detail);
            case 502 -> new BadGatewayException(detail);
            case 503 -> new ServiceUnavailableException(detail);
            case SUCCESS -> new ApiConnectionException(detail);
            default -> new ApiException(detail, status, null);
        };
    }

    /** The HTTP status that an error names, by its number or its word. */
    private static int named(JsonObject body) {
        JsonObject error = body.object("error");
        Long code = error == null ? null : error.integer("code");
        if (code != null && code >= 400 && code < 600) {
            return code.intValue();
        }
        String word = error == null ? null : error.string("status");
        return word == null ? SUCCESS : RpcStatus.http(word, SUCCESS);
    }

    private static boolean containsAny(String text, String[] phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static JsonObject object(VendorError error) {
        try {
            return object(Json.parse(error.body()));
        } catch (JsonSyntaxException noJson) {
            // A proxy's page or nothing at all; its text is the message.
            return JsonObject.EMPTY;
        }
    }

    /** The body, which is a list of one when a stream was asked for without events. */
    private static JsonObject object(JsonValue body) {
        return switch (body) {
            case JsonObject object -> object;
            case JsonArray list when !list.isEmpty() && list.items().getFirst() instanceof JsonObject first -> first;
            default -> JsonObject.EMPTY;
        };
    }
}
