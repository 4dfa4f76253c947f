package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as Google does: {@code {"error":{"code","message","status","details"}}}. */
final class GeminiErrors {

    static final String INVALID_ARGUMENT = "INVALID_ARGUMENT";
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private GeminiErrors() {}

    static Reply reply(VendorError error) {
        ObjectNode body = body(error);
        return reply(body.path("error").path("code").intValue(), body);
    }

    static Reply reply(int status, ObjectNode body) {
        return Reply.whole(
                status, List.of(new Header("content-type", "application/json; charset=UTF-8")), Json.bytes(body));
    }

    static ObjectNode body(VendorError error) {
        Usual usual = usual(error.kind());
        ObjectNode body = body(error.statusOr(usual.code), usual.status, error.messageOr(usual.message));
        if (error.kind() == ErrorKind.INVALID_KEY) {
            detail(body, "ErrorInfo").put("reason", "API_KEY_INVALID").put("domain", "googleapis.com");
        }
        Duration retryAfter = error.retryAfter();
        if (retryAfter != null) {
            detail(body, "RetryInfo").put("retryDelay", seconds(retryAfter));
        }
        return body;
    }

    static ObjectNode body(int code, String status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message).put("status", status);
        return body;
    }

    /** Adds a detail of this type and gives it back. */
    static ObjectNode detail(ObjectNode body, String type) {
        ObjectNode error = (ObjectNode) body.path("error");
        return error.withArrayProperty("details").addObject().put("@type", TYPES + type);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() / 1000.0 + "s";
    }

    private record Usual(int code, String status, String message) {}

    private static Usual usual(ErrorKind kind) {
        return switch (kind) {
            case BAD_REQUEST, UNPROCESSABLE ->
                new Usual(400, INVALID_ARGUMENT, "Request contains an invalid argument.");
            case CONTEXT_TOO_LONG ->
                new Usual(
                        400,
                        INVALID_ARGUMENT,
                        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).");
            case CONTENT_FILTERED -> new Usual(400, INVALID_ARGUMENT, "The response was blocked.");
            case INVALID_KEY -> new Usual(400, INVALID_ARGUMENT, "API key not valid. Please pass a valid API key.");
            case BILLING ->
                new Usual(
                        400,
                        "FAILED_PRECONDITION",
                        "User location is not supported for the API use without a billing account linked.");
            case PERMISSION_DENIED -> new Usual(403, "PERMISSION_DENIED", "The caller does not have permission");
            case NOT_FOUND ->
                new Usual(
                        404,
                        "NOT_FOUND",
                        "models/none is not found for API version v1beta, or is not supported for generateContent. Call "
                                + "ListModels to see the list of available models and their supported methods.");
            case TIMEOUT, GATEWAY_TIMEOUT ->
                new Usual(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.");
            case CONFLICT -> new Usual(409, "ABORTED", "The operation was aborted.");
            case TOO_LARGE ->
                new Usual(400, INVALID_ARGUMENT, "Request payload size exceeds the limit: 20971520 bytes.");
            case RATE_LIMITED, QUOTA_EXHAUSTED ->
                new Usual(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "You exceeded your current quota, please check your plan and billing details. * Quota exceeded for "
                                + "metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 10");
            case SERVER_ERROR ->
                new Usual(500, "INTERNAL", "An internal error has occurred. Please retry or report the problem.");
            case BAD_GATEWAY -> new Usual(502, "UNAVAILABLE", "Bad gateway.");
            case OVERLOADED -> new Usual(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
        };
    }
}
