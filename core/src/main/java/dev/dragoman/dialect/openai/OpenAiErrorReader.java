package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.RetryAfter;
import dev.dragoman.dialect.VendorText;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadGatewayException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ConflictException;
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
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads errors of OpenAI, Azure and compatible servers. The text decides before the status does, as in LiteLLM.
 *
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">OpenAI: Error codes</a>
 */
final class OpenAiErrorReader {

    private static final int SUCCESS = 200;

    private OpenAiErrorReader() {}

    static LlmException read(VendorError error) {
        JsonObject body = object(error.body());
        String text = error.text();
        ErrorDetail detail = RetryAfter.put(detail(body, text), error).at(error.provider(), error.model());
        return meaning(detail, text, error.status());
    }

    /**
     * Whether an answer or chunk with a status of success is an error: as OpenRouter and many others tell it, as old vLLM does, as
     * MiniMax does, or as Cloudflare does.
     */
    static boolean isError(JsonObject answer) {
        if (isThere(answer.get("error"))) {
            return true;
        }
        return !isThere(answer.get("choices"))
                && ("error".equals(answer.string("object"))
                        || firstOfErrors(answer) != null
                        || Boolean.FALSE.equals(answer.bool("success"))
                        || MiniMaxStatus.failed(answer.get("base_resp")));
    }

    private static boolean isThere(@Nullable JsonValue value) {
        return value != null && value != JsonNull.NULL;
    }

    /** An error in a stream, or in an answer with a status of success; where it came from is not known here. */
    static LlmException inBody(JsonObject body) {
        String text = body.toJson();
        return meaning(detail(body, text), text, status(body));
    }

    private static ErrorDetail detail(JsonObject body, String text) {
        JsonObject error = orBody(body);
        return ErrorDetail.of(VendorText.message(body, text))
                .withType(error.string("type"))
                .withParam(error.string("param"))
                .withCode(code(error))
                .withVendor(VendorText.masked(vendor(error)));
    }

    private static LlmException meaning(ErrorDetail detail, String text, int status) {
        LlmException byText = ErrorTexts.meaning(detail, text, status);
        return byText != null ? byText : byStatus(detail, status);
    }

    private static LlmException byStatus(ErrorDetail detail, int status) {
        return switch (status) {
            case 400 -> new BadRequestException(detail);
            case 401 -> new AuthenticationException(detail);
            case 403 -> new PermissionDeniedException(detail);
            case 404 -> new NotFoundException(detail);
            case 408, 504 -> new TimeoutException(detail, status, null);
            case 409 -> new ConflictException(detail);
            case 413 -> new BadRequestException(detail, 413, null);
            case 422 -> new UnprocessableEntityException(detail);
            case 429 -> new RateLimitException(detail);
            case 500 -> new InternalServerException(detail);
            case 502 -> new BadGatewayException(detail);
            case 503 -> new ServiceUnavailableException(detail);
            case SUCCESS -> new ApiConnectionException(detail);
            default -> new ApiException(detail, status, null);
        };
    }

    /** The status that an error without one of its own must have had: some servers put it into the body. */
    private static int status(JsonObject body) {
        JsonObject error = orBody(body);
        Integer minimax = MiniMaxStatus.http(body.get("base_resp"));
        if (minimax != null) {
            return minimax;
        }
        Integer number = status(error.get("code"));
        number = number == null ? status(error.get("status")) : number;
        number = number == null ? status(body.get("status_code")) : number;
        return number != null ? number : status(error.string("type"));
    }

    private static @Nullable Integer status(@Nullable JsonValue told) {
        String digits = switch (told) {
            case JsonNumber number -> number.literal();
            case JsonString text -> text.value();
            case null, default -> "";
        };
        boolean number = digits.length() == 3
                && (digits.charAt(0) == '4' || digits.charAt(0) == '5')
                && Character.isDigit(digits.charAt(1))
                && Character.isDigit(digits.charAt(2));
        return number ? Integer.valueOf(digits) : null;
    }

    private static int status(@Nullable String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "requests", "tokens", "insufficient_quota", "rate_limit_error", "throttling_error" -> 429;
            case "server_error", "internal_server_error", "api_error" -> 500;
            case "overloaded_error", "service_unavailable_error" -> 503;
            case "timeout_error" -> 408;
            case "BadRequestError" -> 400;
            case "NotFoundError" -> 404;
            case "InternalServerError" -> 500;
            case null, default -> SUCCESS;
        };
    }

    private static JsonObject orBody(JsonObject body) {
        JsonObject error = body.object("error");
        JsonObject first = error == null ? firstOfErrors(body) : error;
        return first == null ? body : first;
    }

    /** Watsonx and Cloudflare tell a list of errors. */
    private static @Nullable JsonObject firstOfErrors(JsonObject body) {
        JsonArray errors = body.array("errors");
        return errors != null && !errors.isEmpty() && errors.items().getFirst() instanceof JsonObject first
                ? first
                : null;
    }

    private static @Nullable String code(JsonObject error) {
        JsonValue code = error.get("code");
        return switch (code) {
            case JsonString text -> text.value();
            case JsonNumber number -> number.literal();
            // Databricks' name for it.
            case null, default -> error.string("error_code");
        };
    }

    /** The vendor's own error; Azure's filter verdict also under the names that LiteLLM gives it. */
    private static JsonObject vendor(JsonObject error) {
        JsonObject.Builder kept = JsonObject.builder();
        error.forEach((name, value) -> {
            if (value != JsonNull.NULL && !name.equals("message")) {
                kept.put(name, value);
            }
        });
        JsonObject inner = error.object("innererror");
        inner = inner != null ? inner : error.object("inner_error");
        if (inner != null) {
            kept.put("innererror", inner).put("inner_error", inner);
            kept.put("azure_error", error.without("innererror", "inner_error", "message"));
        }
        return kept.build();
    }

    private static JsonObject object(byte[] body) {
        try {
            return Json.parse(body) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // A proxy's page or nothing at all; its text is the message.
            return JsonObject.EMPTY;
        }
    }
}
