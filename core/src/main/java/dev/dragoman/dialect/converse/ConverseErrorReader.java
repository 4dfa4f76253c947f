package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.RetryAfter;
import dev.dragoman.dialect.VendorText;
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
 * What an error of the vendor means: first by its text, then by the name of the exception, then by the HTTP status.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors">AWS:
 *     Converse, errors</a>
 */
final class ConverseErrorReader {

    private static final int SUCCESS = 200;
    private static final String PROVIDER = "bedrock";

    private static final String[] CONTEXT_TEXTS = {
        "too many tokens",
        "expected maxlength:",
        "input is too long",
        "prompt is too long",
        "prompt: length: 1..",
        "too many input tokens",
        "exceeds the maximum number of tokens",
        "maximum context length",
        "exceed context limit"
    };

    private static final String[] CREDENTIAL_TEXTS = {
        "the security token included in the request is invalid",
        "the security token included in the request is expired",
        "unable to locate credentials",
        "the request signature we calculated does not match",
        "signature expired",
        "signature not yet current"
    };

    private ConverseErrorReader() {}

    static LlmException read(VendorError error) {
        JsonObject body = object(error);
        String told = error.header("x-amzn-errortype");
        String name = name(told == null ? body.string("__type") : told);
        ErrorDetail detail = ErrorDetail.of(VendorText.message(body, error.text()))
                .withType(name)
                .at(error.provider(), error.model())
                .withVendor(body);
        return meaning(RetryAfter.put(detail, error), name, error.status());
    }

    /** An error that came in the middle of a stream. */
    static LlmException inStream(String event, JsonObject body, @Nullable String model) {
        String name = event.substring(0, 1).toUpperCase(Locale.ROOT) + event.substring(1);
        String original = body.string("originalMessage");
        String message = VendorText.message(body, body.toJson());
        ErrorDetail detail = ErrorDetail.of(original == null ? message : message + ": " + original)
                .withType(name)
                .at(PROVIDER, model)
                .withVendor(body);
        return meaning(detail, name, SUCCESS);
    }

    /** Whether the event of a stream tells an error. */
    static boolean isError(String event) {
        return event.endsWith("Exception") || event.endsWith("Error") || event.endsWith("Failure");
    }

    private static LlmException meaning(ErrorDetail detail, @Nullable String name, int status) {
        String text = detail.message().toLowerCase(Locale.ROOT);
        if (status != 429 && !"ThrottlingException".equals(name) && containsAny(text, CONTEXT_TEXTS)) {
            return new ContextWindowExceededException(detail);
        }
        if (containsAny(text, CREDENTIAL_TEXTS)) {
            return new AuthenticationException(detail);
        }
        if (text.contains("content filtering policy")) {
            return new ContentPolicyViolationException(detail);
        }
        if (text.contains("could not process image")) {
            return new InternalServerException(detail);
        }
        LlmException byName = name == null ? null : byName(detail, name, status);
        return byName == null ? byStatus(detail, status) : byName;
    }

    private static @Nullable LlmException byName(ErrorDetail detail, String name, int status) {
        return switch (name) {
            case "ValidationException", "SerializationException" -> new BadRequestException(detail);
            case "AccessDeniedException" -> new PermissionDeniedException(detail);
            case "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "ExpiredTokenException",
                    "MissingAuthenticationTokenException",
                    "IncompleteSignatureException",
                    "InvalidClientTokenId" -> new AuthenticationException(detail);
            case "ResourceNotFoundException", "UnknownOperationException" -> new NotFoundException(detail);
            case "ModelTimeoutException" -> new TimeoutException(detail, 408, null);
            case "ModelErrorException", "ModelStreamErrorException" ->
                new InternalServerException(detail, status == SUCCESS ? 424 : status, null);
            case "ThrottlingException", "ModelNotReadyException", "ServiceQuotaExceededException" ->
                new RateLimitException(detail);
            case "InternalServerException", "InternalFailure" -> new InternalServerException(detail);
            case "ServiceUnavailableException" -> new ServiceUnavailableException(detail);
            case "ConflictException" -> new ConflictException(detail);
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
            case 424 -> new InternalServerException(detail, status, null);
            case 429 -> new RateLimitException(detail);
            case 502 -> new BadGatewayException(detail);
            case 503 -> new ServiceUnavailableException(detail);
            case SUCCESS, 500 -> new InternalServerException(detail);
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

    /** The name alone: before it may stand a namespace, behind it an address. */
    private static @Nullable String name(@Nullable String told) {
        if (told == null) {
            return null;
        }
        int colon = told.indexOf(':');
        String cut = colon < 0 ? told : told.substring(0, colon);
        return cut.substring(cut.indexOf('#') + 1).strip();
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
