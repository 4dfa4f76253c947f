package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes errors as Cohere does: a message and the id of the request.
 *
 * @see <a href="https://docs.cohere.com/reference/errors">Cohere: Errors</a>
 */
final class CohereErrors {

    static final List<Header> HEADERS = List.of(new Header("content-type", "application/json"));

    private static final String ID = "2f6c1d5e-0b0a-4908-8706-050403020100";

    private CohereErrors() {}

    static Reply reply(VendorError error) {
        Usual usual = usual(error.kind());
        Reply reply = reply(error.statusOr(usual.status), error.messageOr(usual.message));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply reply(int status, String message) {
        return Reply.whole(
                status, HEADERS, Json.bytes(Json.object().put("id", ID).put("message", message)));
    }

    /** The end of a stream that a failure cuts short. */
    static ObjectNode event(VendorError error) {
        ObjectNode end = Json.object().put("type", "message-end").put("id", ID);
        end.putObject("delta").put("finish_reason", "ERROR").put("error", error.messageOr(usual(error.kind()).message));
        return end;
    }

    private record Usual(int status, String message) {}

    private static Usual usual(ErrorKind kind) {
        return switch (kind) {
            case BAD_REQUEST -> new Usual(400, "invalid request: temperature must be between 0 and 1.0 inclusive.");
            case CONTEXT_TOO_LONG ->
                new Usual(
                        400,
                        "too many tokens: size limit exceeded by 11326 tokens. Try using shorter or fewer inputs, or"
                                + " setting prompt_truncation='AUTO'.");
            case CONTENT_FILTERED ->
                new Usual(400, "invalid request: the request was blocked because it violates the usage guidelines.");
            case INVALID_KEY -> new Usual(401, "invalid api token");
            case BILLING ->
                new Usual(
                        402,
                        "Please add or update your payment method at https://dashboard.cohere.com/billing?tab=payment"
                                + " to continue");
            case PERMISSION_DENIED -> new Usual(403, "your api key does not have access to this resource");
            case NOT_FOUND ->
                new Usual(
                        404,
                        "model 'xyz' not found, make sure the correct model ID was used and that you have access to the"
                                + " model.");
            case TIMEOUT -> new Usual(408, "request timed out");
            case CONFLICT -> new Usual(409, "the resource is being changed by another request");
            case TOO_LARGE -> new Usual(413, "request body too large");
            case UNPROCESSABLE ->
                new Usual(
                        422,
                        "unknown field: parameter 'foo' is not a valid field. For proper usage, please refer to"
                                + " https://docs.cohere.com/reference/chat");
            case RATE_LIMITED ->
                new Usual(429, "You are past the per minute request limit, please wait and try again later.");
            case QUOTA_EXHAUSTED ->
                new Usual(429, "trial token rate limit exceeded, limit is 100000 tokens per minute");
            case SERVER_ERROR -> new Usual(500, "internal server error");
            case BAD_GATEWAY -> new Usual(502, "bad gateway");
            case OVERLOADED -> new Usual(503, "service unavailable, please try again");
            case GATEWAY_TIMEOUT -> new Usual(504, "upstream request timeout");
        };
    }
}
