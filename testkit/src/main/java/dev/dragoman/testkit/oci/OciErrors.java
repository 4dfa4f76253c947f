package dev.dragoman.testkit.oci;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as Oracle does: a code and a message. */
final class OciErrors {

    private OciErrors() {}

    static Reply reply(VendorError error) {
        Usual usual = usual(error.kind());
        Reply reply = reply(error.statusOr(usual.status), usual.code, error.messageOr(usual.message));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply reply(int status, String code, String message) {
        List<Header> headers = List.of(
                new Header("content-type", "application/json"),
                new Header("opc-request-id", "F0E0D0C0/B0A09080/70605040"));
        return Reply.whole(status, headers, Json.bytes(body(code, message)));
    }

    static ObjectNode body(VendorError error) {
        Usual usual = usual(error.kind());
        return body(Integer.toString(error.statusOr(usual.status)), error.messageOr(usual.message));
    }

    private static ObjectNode body(String code, String message) {
        return Json.object().put("code", code).put("message", message);
    }

    private record Usual(int status, String code, String message) {}

    private static Usual usual(ErrorKind kind) {
        int status = kind.usualStatus();
        return switch (kind) {
            case BAD_REQUEST, UNPROCESSABLE, BILLING -> new Usual(400, "InvalidParameter", "The request is not valid.");
            case TOO_LARGE -> new Usual(413, "PayloadTooLarge", "The request body is too large.");
            case CONTEXT_TOO_LONG ->
                new Usual(
                        400,
                        "400",
                        "{\"message\":\"too many tokens: total number of tokens in the prompt cannot exceed 128000\"}");
            case CONTENT_FILTERED ->
                new Usual(400, "InvalidParameter", "Your request was rejected as a result of our safety system.");
            case INVALID_KEY ->
                new Usual(
                        401,
                        "NotAuthenticated",
                        "The required information to complete authentication was not provided" + " or was incorrect.");
            case PERMISSION_DENIED -> new Usual(403, "NotAllowed", "This tenancy may not use this model.");
            case NOT_FOUND ->
                new Usual(404, "NotAuthorizedOrNotFound", "Authorization failed or requested resource not found.");
            case CONFLICT -> new Usual(409, "IncorrectState", "The endpoint is being changed.");
            case TIMEOUT, GATEWAY_TIMEOUT -> new Usual(status, "RequestTimeout", "The model did not answer in time.");
            case RATE_LIMITED, QUOTA_EXHAUSTED -> new Usual(429, "TooManyRequests", "Too many requests for the user");
            case SERVER_ERROR, BAD_GATEWAY -> new Usual(status, "InternalServerError", "Internal error occurred");
            case OVERLOADED ->
                new Usual(503, "ServiceUnavailable", "The service is currently unavailable (overloaded).");
        };
    }
}
