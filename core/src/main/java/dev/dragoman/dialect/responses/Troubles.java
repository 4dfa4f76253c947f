package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that are none: those that failed, were cancelled, or are still being worked on. */
final class Troubles {

    private static final int SERVER_ERROR = 500;

    private final Dialect errors;

    /**
     * Troubles whose meaning is read as that dialect reads its errors.
     *
     * @param errors Chat Completions, which has the same errors
     */
    Troubles(Dialect errors) {
        this.errors = errors;
    }

    /** Throws what a response tells when it is no answer. */
    void refuse(Field response) {
        String status = response.string("status");
        Field error = response.member("error");
        switch (status) {
            case Statuses.FAILED -> throw failure(error);
            case Statuses.CANCELLED ->
                throw new ApiException(ErrorDetail.of("the vendor's answer was cancelled"), SERVER_ERROR, null);
            case "queued", Statuses.IN_PROGRESS ->
                throw new ApiResponseException("unexpected answer of the vendor: status: \"" + status
                        + "\" (expected: completed or incomplete; an answer made in the background is not waited for)");
            case null, default -> {
                if (error != null) {
                    throw failure(error);
                }
            }
        }
    }

    /** What an event of the type {@code error} means; its members stand flat or in an object of their own. */
    LlmException event(Field event) {
        Field error = event.member("error");
        return failure(error == null ? event : error);
    }

    private LlmException failure(@Nullable Field error) {
        JsonObject told = error == null ? JsonObject.EMPTY : members(error);
        JsonObject body = JsonObject.of("error", told);
        return errors.readError(new VendorError("", "", status(told), Map.of(), Json.bytes(body)));
    }

    private static JsonObject members(Field error) {
        return error.isText()
                ? JsonObject.of("message", new JsonString(error.text()))
                : error.object().without("sequence_number");
    }

    /** The status that the error would have had before the answer began. */
    private static int status(JsonObject error) {
        JsonValue code = error.get("code");
        if (code == null || code == JsonNull.NULL) {
            code = error.get("type");
        }
        return switch (code) {
            case JsonString text -> status(text.value());
            case JsonNumber number when number.longValue() != null -> (int) number.doubleValue();
            case null, default -> SERVER_ERROR;
        };
    }

    private static int status(String code) {
        return switch (code) {
            case "rate_limit_exceeded", "insufficient_quota", "rate_limit_error", "tokens", "requests" -> 429;
            case "server_error", "internal_error", "api_error", "error" -> SERVER_ERROR;
            case "vector_store_timeout", "timeout" -> 504;
            case "overloaded", "overloaded_error", "service_unavailable", "engine_overloaded", "slow_down" -> 503;
            case "authentication_error", "invalid_api_key" -> 401;
            case "permission_error" -> 403;
            case "not_found_error", "model_not_found" -> 404;
            default -> digits(code);
        };
    }

    /** All other codes tell what was wrong with the request. */
    private static int digits(String code) {
        boolean number =
                code.length() == 3 && code.chars().allMatch(c -> c >= '0' && c <= '9') && code.charAt(0) >= '4';
        return number ? Integer.parseInt(code) : 400;
    }
}
