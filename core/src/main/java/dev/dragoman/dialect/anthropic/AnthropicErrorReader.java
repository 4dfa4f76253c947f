package dev.dragoman.dialect.anthropic;

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
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the vendor means: first by its text, then by its type, then by the HTTP status.
 *
 * @see <a href="https://docs.claude.com/en/api/errors">Errors</a>
 */
final class AnthropicErrorReader {

    private static final int SUCCESS = 200;

    private static final String[] CONTEXT_TEXTS = {
        "prompt is too long",
        "prompt: length",
        "exceed context limit",
        "maximum context length",
        "context window",
        "exceeds the maximum number of tokens allowed"
    };

    private static final String[] TIMEOUT_TEXTS = {
        "Request Timeout Error", "Request timed out", "Timed out generating response", "The read operation timed out"
    };

    private AnthropicErrorReader() {}

    static LlmException read(VendorError error) {
        JsonObject body = object(error);
        String text = error.text();
        ErrorDetail detail = ErrorDetail.of(VendorText.message(body, text))
                .withType(type(body))
                .withCode(code(body))
                .at(error.provider(), error.model())
                .withRetryAfter(RetryAfter.of(error))
                .withVendor(body);
        return meaning(detail, text, error.status());
    }

    /** An error that came with a status of success. */
    static LlmException inBody(JsonObject body) {
        return inStream(body, null);
    }

    /** An error that came in the middle of a stream, or with a status of success. */
    static LlmException inStream(JsonObject body, @Nullable String model) {
        String text = body.toJson();
        ErrorDetail detail = ErrorDetail.of(VendorText.message(body, text))
                .withType(type(body))
                .withCode(code(body))
                .at(AnthropicDialect.NAME, model)
                .withVendor(body);
        return meaning(detail, text, SUCCESS);
    }

    private static LlmException meaning(ErrorDetail detail, String text, int status) {
        LlmException byText = byText(detail, text, status);
        if (byText != null) {
            return byText;
        }
        LlmException byType = detail.type() == null ? null : byType(detail, detail.type(), status);
        return byType == null ? byStatus(detail, status) : byType;
    }

    private static @Nullable LlmException byText(ErrorDetail detail, String text, int status) {
        if (containsAny(text, TIMEOUT_TEXTS)) {
            return new TimeoutException(detail);
        }
        if (status != 429 && containsAny(text.toLowerCase(Locale.ROOT), CONTEXT_TEXTS)) {
            return new ContextWindowExceededException(detail);
        }
        if (text.contains("overloaded_error") || text.contains("Overloaded")) {
            return new InternalServerException(detail);
        }
        if (text.contains("Invalid API Key")) {
            return new AuthenticationException(detail);
        }
        return text.contains("content filtering policy") ? new ContentPolicyViolationException(detail) : null;
    }

    /** The type decides only where the status says less: in streams and behind proxies. */
    private static @Nullable LlmException byType(ErrorDetail detail, String type, int status) {
        return switch (type) {
            case "invalid_request_error" -> status == SUCCESS ? new BadRequestException(detail) : null;
            case "authentication_error" -> new AuthenticationException(detail);
            case "billing_error" -> new ApiException(detail, 402, null);
            case "permission_error" -> new PermissionDeniedException(detail);
            case "not_found_error" -> new NotFoundException(detail);
            case "request_too_large" -> new BadRequestException(detail, 413, null);
            case "rate_limit_error" -> new RateLimitException(detail);
            case "timeout_error" -> new TimeoutException(detail, status == 504 ? 504 : 408, null);
            case "api_error" -> status == SUCCESS ? new InternalServerException(detail) : null;
            default -> null;
        };
    }

    private static LlmException byStatus(ErrorDetail detail, int status) {
        return switch (status) {
            case 400, 413, 422 -> new BadRequestException(detail, status, null);
            case 401 -> new AuthenticationException(detail);
            case 403 -> new PermissionDeniedException(detail);
            case 404 -> new NotFoundException(detail);
            case 408, 504 -> new TimeoutException(detail, status, null);
            case 409 -> new ConflictException(detail);
            case 429 -> new RateLimitException(detail);
            case 500, 529 -> new InternalServerException(detail);
            case 502 -> new BadGatewayException(detail);
            case 503 -> new ServiceUnavailableException(detail);
            case SUCCESS -> new ApiConnectionException(detail);
            default -> new ApiException(detail, status, null);
        };
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
            return Json.parse(error.body()) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // A proxy's page or nothing at all; its text is the message.
            return JsonObject.EMPTY;
        }
    }

    private static @Nullable String type(JsonObject body) {
        JsonObject error = body.object("error");
        return error == null ? null : error.string("type");
    }

    private static @Nullable String code(JsonObject body) {
        JsonObject error = body.object("error");
        JsonObject details = error == null ? null : error.object("details");
        return details == null ? null : details.string("error_code");
    }
}
