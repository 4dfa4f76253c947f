package dev.dragoman.dialect.prompt;

import dev.dragoman.dialect.RetryAfter;
import dev.dragoman.dialect.VendorText;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadGatewayException;
import dev.dragoman.error.BadRequestException;
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
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.util.Locale;

/** What refusals of services mean that go on with a text: first by their words, then by their status. */
final class PromptErrors {

    private static final String[] CONTEXT = {
        "`inputs` tokens + `max_new_tokens` must be",
        "`inputs` must have less than",
        "instance type with more cpu capacity or memory",
        "input is too long",
        "length limit exceeded",
        "maximum context length",
        "prompt is too long"
    };

    private PromptErrors() {}

    static LlmException read(VendorError error) {
        JsonObject body = object(error);
        ErrorDetail detail = ErrorDetail.of(VendorText.message(body, error.text()))
                .withType(body.string("error_type"))
                .withVendor(VendorText.masked(body))
                .at(error.provider(), error.model());
        return meaning(RetryAfter.put(detail, error), error.status());
    }

    /** An error within an answer with a status of success, whose kind is told by a word. */
    static LlmException inBody(JsonObject body) {
        return inBody(
                body,
                switch (body.string("error_type")) {
                    case "validation" -> 422;
                    case "overloaded" -> 429;
                    case "generation", "incomplete_generation" -> 500;
                    case null, default -> 500;
                });
    }

    /** An error within an answer with a status of success that means this status. */
    static LlmException inBody(JsonObject body, int status) {
        ErrorDetail detail =
                ErrorDetail.of(VendorText.message(body, body.toJson())).withType(body.string("error_type"));
        return meaning(detail, status);
    }

    private static LlmException meaning(ErrorDetail detail, int status) {
        String text = detail.message().toLowerCase(Locale.ROOT);
        for (String phrase : CONTEXT) {
            if (text.contains(phrase)) {
                return new ContextWindowExceededException(detail);
            }
        }
        return switch (status) {
            case 400, 413, 424 -> new BadRequestException(detail, status, null);
            case 401 -> new AuthenticationException(detail);
            case 403 -> new PermissionDeniedException(detail);
            case 404 -> new NotFoundException(detail);
            case 408, 504 -> new TimeoutException(detail, status, null);
            case 422 -> new UnprocessableEntityException(detail);
            case 429 -> new RateLimitException(detail);
            case 500 -> new InternalServerException(detail);
            case 502 -> new BadGatewayException(detail);
            case 503 -> new ServiceUnavailableException(detail);
            default -> new ApiException(detail, status, null);
        };
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
