package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as OpenAI does: {@code {"error":{"message","type","param","code"}}}. */
public final class OpenAiErrors {

    static final String INVALID_REQUEST = "invalid_request_error";

    private OpenAiErrors() {}

    /** The reply to a request that is refused for this reason. */
    public static Reply reply(VendorError error) {
        Usual usual = usual(error.kind());
        byte[] body = Json.bytes(body(error));
        return Reply.whole(error.statusOr(usual.status), headers(error), body);
    }

    /** The body for this reason. */
    public static ObjectNode body(VendorError error) {
        Usual usual = usual(error.kind());
        return body(error.messageOr(usual.message), usual.type, usual.param, usual.code);
    }

    /** A body of these fields. */
    public static ObjectNode body(String message, String type, @Nullable String param, @Nullable String code) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }

    /** A reply of these fields. */
    public static Reply reply(int status, ObjectNode body) {
        return Reply.whole(status, jsonHeaders(), Json.bytes(body));
    }

    private static List<Header> headers(VendorError error) {
        List<Header> headers = new ArrayList<>(jsonHeaders());
        Duration retryAfter = error.retryAfter();
        if (retryAfter != null) {
            headers.add(new Header("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds()))));
            headers.add(new Header("retry-after-ms", Long.toString(retryAfter.toMillis())));
        }
        if (error.kind() == ErrorKind.QUOTA_EXHAUSTED) {
            headers.add(new Header("x-should-retry", "false"));
        }
        return headers;
    }

    private static List<Header> jsonHeaders() {
        return List.of(new Header("content-type", "application/json"), new Header("x-request-id", "req_fake0001"));
    }

    private record Usual(
            int status,
            String type,
            @Nullable String param,
            @Nullable String code,
            String message) {}

    private static Usual usual(ErrorKind kind) {
        int status = kind.usualStatus();
        return switch (kind) {
            case BAD_REQUEST -> new Usual(status, INVALID_REQUEST, null, null, "The request is not valid.");
            case CONTEXT_TOO_LONG ->
                new Usual(
                        status,
                        INVALID_REQUEST,
                        "messages",
                        "context_length_exceeded",
                        "This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 "
                                + "tokens. Please reduce the length of the messages.");
            case CONTENT_FILTERED ->
                new Usual(
                        status,
                        INVALID_REQUEST,
                        null,
                        "content_policy_violation",
                        "Your request was rejected as a result of our safety system. Your prompt may contain text that is "
                                + "not allowed by our safety system.");
            case INVALID_KEY ->
                new Usual(
                        status,
                        INVALID_REQUEST,
                        null,
                        "invalid_api_key",
                        "Incorrect API key provided: sk-fake. You can find your API key at "
                                + "https://platform.openai.com/account/api-keys.");
            case BILLING ->
                new Usual(status, "billing_error", null, "billing_not_active", "Your account is not active.");
            case PERMISSION_DENIED ->
                new Usual(
                        status,
                        "request_forbidden",
                        null,
                        "unsupported_country_region_territory",
                        "Country, region, or territory not supported");
            case NOT_FOUND ->
                new Usual(
                        status,
                        INVALID_REQUEST,
                        null,
                        "model_not_found",
                        "The model does not exist or you do not have access to it.");
            case TIMEOUT, GATEWAY_TIMEOUT ->
                new Usual(status, "server_error", null, "timeout", "The request timed out.");
            case CONFLICT -> new Usual(status, INVALID_REQUEST, null, "conflict", "The resource is locked.");
            case TOO_LARGE ->
                new Usual(status, INVALID_REQUEST, null, "request_too_large", "The request body is too large.");
            case UNPROCESSABLE ->
                new Usual(status, INVALID_REQUEST, null, "unprocessable_entity", "The request cannot be processed.");
            case RATE_LIMITED ->
                new Usual(
                        status,
                        "requests",
                        null,
                        "rate_limit_exceeded",
                        "Rate limit reached for this model on requests per min (RPM): Limit 3, Used 3, Requested 1. "
                                + "Please try again in 20s.");
            case QUOTA_EXHAUSTED ->
                new Usual(
                        status,
                        "insufficient_quota",
                        null,
                        "insufficient_quota",
                        "You exceeded your current quota, please check your plan and billing details.");
            case SERVER_ERROR ->
                new Usual(
                        status,
                        "server_error",
                        null,
                        null,
                        "The server had an error processing your request. Sorry about that!");
            case BAD_GATEWAY -> new Usual(status, "server_error", null, "bad_gateway", "Bad gateway.");
            case OVERLOADED ->
                new Usual(
                        status,
                        "service_unavailable_error",
                        null,
                        "engine_overloaded",
                        "The engine is currently overloaded, please try again later");
        };
    }
}
