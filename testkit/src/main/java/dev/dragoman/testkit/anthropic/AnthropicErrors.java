package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as Anthropic does: {@code {"type":"error","error":{"type","message"},"request_id"}}. */
final class AnthropicErrors {

    static final String REQUEST_ID = "req_fake000000000001";

    private AnthropicErrors() {}

    static Reply reply(VendorError error) {
        Usual usual = usual(error.kind());
        Reply reply = reply(error.statusOr(usual.status), usual.type, error.messageOr(usual.message));
        Duration retryAfter = error.retryAfter();
        return retryAfter == null
                ? reply
                : reply.withHeader("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    static Reply reply(int status, String type, String message) {
        ObjectNode body = body(type, message).put("request_id", REQUEST_ID);
        return Reply.whole(
                status,
                List.of(
                        new Header("content-type", "application/json"),
                        new Header("request-id", REQUEST_ID),
                        new Header("x-should-retry", Boolean.toString(status == 429 || status >= 500))),
                Json.bytes(body));
    }

    /** The error as it stands in a stream. */
    static ObjectNode event(VendorError error) {
        Usual usual = usual(error.kind());
        return body(usual.type, error.messageOr(usual.message));
    }

    private static ObjectNode body(String type, String message) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return body;
    }

    private record Usual(int status, String type, String message) {}

    private static Usual usual(ErrorKind kind) {
        int status = kind.usualStatus();
        return switch (kind) {
            case BAD_REQUEST, CONFLICT, UNPROCESSABLE ->
                new Usual(status, "invalid_request_error", "The request is not valid.");
            case CONTEXT_TOO_LONG ->
                new Usual(status, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum");
            case CONTENT_FILTERED ->
                new Usual(status, "invalid_request_error", "Output blocked by content filtering policy");
            case INVALID_KEY -> new Usual(status, "authentication_error", "invalid x-api-key");
            case BILLING ->
                new Usual(
                        status,
                        "billing_error",
                        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to "
                                + "upgrade or purchase credits.");
            case PERMISSION_DENIED ->
                new Usual(
                        status,
                        "permission_error",
                        "Your API key does not have permission to use the specified resource.");
            case NOT_FOUND -> new Usual(status, "not_found_error", "model: claude-none");
            case TIMEOUT, GATEWAY_TIMEOUT -> new Usual(status, "timeout_error", "Request timed out");
            case TOO_LARGE ->
                new Usual(status, "request_too_large", "Request exceeds the maximum allowed number of bytes.");
            case RATE_LIMITED, QUOTA_EXHAUSTED ->
                new Usual(
                        status,
                        "rate_limit_error",
                        "This request would exceed your organization's rate limit of 50 requests per minute.");
            case SERVER_ERROR, BAD_GATEWAY -> new Usual(status, "api_error", "Internal server error");
            case OVERLOADED -> new Usual(529, "overloaded_error", "Overloaded");
        };
    }
}
