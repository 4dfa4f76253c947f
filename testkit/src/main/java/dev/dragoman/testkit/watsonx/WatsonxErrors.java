package dev.dragoman.testkit.watsonx;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as watsonx.ai does: a list of them with a trace. */
final class WatsonxErrors {

    private static final String TRACE = "a7b2c3d4e5f60718293a4b5c6d7e8f90";
    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private WatsonxErrors() {}

    static Reply reply(VendorError error) {
        Usual usual = usual(error.kind());
        int status = error.statusOr(usual.status);
        Reply reply = reply(status, usual.code, error.messageOr(usual.message));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply reply(int status, String code, String message) {
        return Reply.whole(status, JSON, Json.bytes(body(status, code, message)));
    }

    static ObjectNode body(VendorError error) {
        Usual usual = usual(error.kind());
        return body(error.statusOr(usual.status), usual.code, error.messageOr(usual.message));
    }

    private static ObjectNode body(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", message)
                .put("more_info", "https://cloud.ibm.com/apidocs/watsonx-ai#text-chat");
        return body.put("trace", TRACE).put("status_code", status);
    }

    private record Usual(int status, String code, String message) {}

    private static Usual usual(ErrorKind kind) {
        int status = kind.usualStatus();
        return switch (kind) {
            case BAD_REQUEST, UNPROCESSABLE, TOO_LARGE, BILLING ->
                new Usual(400, "invalid_request_entity", "Json document validation error: the request is not valid");
            case CONTEXT_TOO_LONG ->
                new Usual(
                        400,
                        "invalid_input_argument",
                        "the number of input tokens 130001 cannot exceed the total tokens limit 128000 for this model");
            case CONTENT_FILTERED ->
                new Usual(400, "content_policy_violation", "The input was rejected by the moderation of this model");
            case INVALID_KEY ->
                new Usual(
                        401,
                        "authentication_token_not_valid",
                        "Failed to authenticate the request due to an invalid token");
            case PERMISSION_DENIED ->
                new Usual(403, "user_authorization_failed", "Access to the requested resource is forbidden");
            case NOT_FOUND -> new Usual(404, "model_not_supported", "Model 'm' is not supported for this environment.");
            case CONFLICT -> new Usual(409, "conflict", "The resource is in use");
            case TIMEOUT, GATEWAY_TIMEOUT ->
                new Usual(status, "downstream_request_timeout", "Downstream request timed out");
            case RATE_LIMITED ->
                new Usual(429, "too_many_requests", "Reached the maximum number of requests per second");
            case QUOTA_EXHAUSTED -> new Usual(403, "token_quota_reached", "The plan's token quota is used up");
            case SERVER_ERROR, BAD_GATEWAY ->
                new Usual(status, "downstream_request_failed", "Downstream vllm_chat request failed");
            case OVERLOADED -> new Usual(503, "service_unavailable", "The service is temporarily overloaded");
        };
    }
}
