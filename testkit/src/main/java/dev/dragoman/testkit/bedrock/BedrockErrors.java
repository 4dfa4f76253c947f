package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes errors as AWS does: a message in the body, the name of the exception in a header. */
final class BedrockErrors {

    static final Header REQUEST_ID = new Header("x-amzn-requestid", "0f0e0d0c-0b0a-0908-0706-050403020100");

    private BedrockErrors() {}

    static Reply reply(VendorError error) {
        Usual usual = usual(error.kind());
        Reply reply = reply(error.statusOr(usual.status), usual.name, error.messageOr(usual.message));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply reply(int status, String name, String message) {
        return Reply.whole(status, headers(name), Json.bytes(Json.object().put("message", message)));
    }

    /** A refusal within a stream. */
    static byte[] event(VendorError error) {
        Usual usual = usual(error.kind());
        String name = usual.name.substring(0, 1).toLowerCase(Locale.ROOT) + usual.name.substring(1);
        return EventFrames.exception(name, Json.object().put("message", error.messageOr(usual.message)));
    }

    static List<Header> headers(@Nullable String exception) {
        Header type = new Header("content-type", "application/json");
        return exception == null
                ? List.of(type, REQUEST_ID)
                : List.of(
                        type,
                        REQUEST_ID,
                        new Header(
                                "x-amzn-errortype",
                                exception + ":http://internal.amazon.com/coral/com.amazon.bedrock/"));
    }

    private record Usual(int status, String name, String message) {}

    private static Usual usual(ErrorKind kind) {
        return switch (kind) {
            case BAD_REQUEST, UNPROCESSABLE, TOO_LARGE, BILLING ->
                new Usual(
                        400,
                        "ValidationException",
                        "Malformed input request, please reformat your input and try again.");
            case CONTEXT_TOO_LONG ->
                new Usual(
                        400,
                        "ValidationException",
                        "The model returned the following errors: Input is too long for requested model.");
            case CONTENT_FILTERED ->
                new Usual(400, "ValidationException", "Output blocked by content filtering policy");
            case INVALID_KEY ->
                new Usual(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
            case PERMISSION_DENIED ->
                new Usual(
                        403,
                        "AccessDeniedException",
                        "You don't have access to the model with the specified model ID.");
            case NOT_FOUND ->
                new Usual(
                        404,
                        "ResourceNotFoundException",
                        "Could not resolve the foundation model from the identifier.");
            case TIMEOUT, GATEWAY_TIMEOUT ->
                new Usual(408, "ModelTimeoutException", "Model has timed out in processing the request.");
            case CONFLICT -> new Usual(409, "ConflictException", "The operation conflicts with another one.");
            case RATE_LIMITED ->
                new Usual(429, "ThrottlingException", "Too many requests, please wait before trying again.");
            case QUOTA_EXHAUSTED ->
                new Usual(429, "ThrottlingException", "Too many tokens, please wait before trying again.");
            case SERVER_ERROR, BAD_GATEWAY ->
                new Usual(500, "InternalServerException", "The system encountered an unexpected error.");
            case OVERLOADED ->
                new Usual(503, "ServiceUnavailableException", "Bedrock is unable to process your request.");
        };
    }
}
