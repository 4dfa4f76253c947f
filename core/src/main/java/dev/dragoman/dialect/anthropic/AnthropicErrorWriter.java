package dev.dragoman.dialect.anthropic;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadGatewayException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.RequestTooLargeException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.error.UnprocessableEntityException;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the body of an error answer for a client. */
final class AnthropicErrorWriter {

    private static final Set<String> TYPES = Set.of(
            "invalid_request_error",
            "authentication_error",
            "billing_error",
            "permission_error",
            "not_found_error",
            "request_too_large",
            "rate_limit_error",
            "timeout_error",
            "api_error",
            "overloaded_error");

    private AnthropicErrorWriter() {}

    static byte[] write(LlmException error, @Nullable String requestId) {
        JsonWriter out = new JsonWriter(256).beginObject().member("type", "error");
        out.name("error")
                .beginObject()
                .member("type", type(error))
                .member("message", error.detail().message());
        vendor(out, error.detail().vendor());
        out.endObject();
        if (requestId == null) {
            out.name("request_id").nullValue();
        } else {
            out.member("request_id", requestId);
        }
        return out.endObject().toBytes();
    }

    /** The vendor's own description: its details when it is Anthropic, all of it when it is another one. */
    private static void vendor(JsonWriter out, JsonObject vendor) {
        JsonObject error = vendor.object("error");
        if (isOwn(vendor) && error != null) {
            out.memberIfPresent("details", error.get("details"));
        } else if (!vendor.isEmpty()) {
            out.member("provider_specific_fields", vendor);
        }
    }

    private static String type(LlmException error) {
        String type = error.detail().type();
        if (type != null && TYPES.contains(type) && isOwn(error.detail().vendor())) {
            return type;
        }
        return typeOf(error);
    }

    /** Other vendors use some of the same words for something else. */
    private static boolean isOwn(JsonObject vendor) {
        return "error".equals(vendor.string("type"));
    }

    private static String typeOf(LlmException error) {
        return switch (error) {
            case BadRequestException bad -> bad.status() == 413 ? "request_too_large" : "invalid_request_error";
            case ConflictException conflict -> "invalid_request_error";
            case ContentPolicyViolationException blocked -> "invalid_request_error";
            case ContextWindowExceededException tooLong -> "invalid_request_error";
            case UnprocessableEntityException unprocessable -> "invalid_request_error";
            case UnsupportedParamsException unsupported -> "invalid_request_error";
            case AuthenticationException unknown -> "authentication_error";
            case PermissionDeniedException denied -> "permission_error";
            case NotFoundException missing -> "not_found_error";
            case RequestTooLargeException large -> "request_too_large";
            case RateLimitException limited -> "rate_limit_error";
            case TimeoutException late -> "timeout_error";
            case ServiceUnavailableException unavailable -> "overloaded_error";
            case ApiException other -> byStatus(other.status());
            case ApiConnectionException connection -> "api_error";
            case ApiResponseException response -> "api_error";
            case BadGatewayException gateway -> "api_error";
            case InternalServerException internal -> "api_error";
        };
    }

    private static String byStatus(int status) {
        if (status == 402) {
            return "billing_error";
        }
        return status >= 400 && status < 500 ? "invalid_request_error" : "api_error";
    }
}
