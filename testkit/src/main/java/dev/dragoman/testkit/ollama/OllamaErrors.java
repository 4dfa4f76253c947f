package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes errors as Ollama does: a message and nothing else.
 *
 * @see <a href="https://docs.ollama.com/api/errors">Ollama: Errors</a>
 */
final class OllamaErrors {

    static final List<Header> HEADERS = List.of(new Header("content-type", "application/json; charset=utf-8"));

    private OllamaErrors() {}

    static Reply reply(VendorError error) {
        Usual usual = usual(error.kind());
        Reply reply = reply(error.statusOr(usual.status), error.messageOr(usual.message));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply reply(int status, String message) {
        return Reply.whole(status, HEADERS, Json.bytes(body(message)));
    }

    /** A refusal as a line of a stream. */
    static ObjectNode body(VendorError error) {
        return body(error.messageOr(usual(error.kind()).message));
    }

    private static ObjectNode body(String message) {
        return Json.object().put("error", message);
    }

    private record Usual(int status, String message) {}

    private static Usual usual(ErrorKind kind) {
        return switch (kind) {
            case BAD_REQUEST -> new Usual(400, "option \"temperature\" must be of type float32");
            case UNPROCESSABLE -> new Usual(422, "the request makes no sense");
            case CONTEXT_TOO_LONG -> new Usual(400, "the input length exceeds the context length");
            case CONTENT_FILTERED -> new Usual(400, "the prompt was refused");
            case INVALID_KEY -> new Usual(401, "unauthorized");
            case BILLING -> new Usual(402, "a subscription is required for this model");
            case PERMISSION_DENIED -> new Usual(403, "remote inference is unavailable: ollama cloud is disabled");
            case NOT_FOUND -> new Usual(404, "model 'llama9' not found");
            case TIMEOUT -> new Usual(408, "request timed out");
            case CONFLICT -> new Usual(409, "the model is being changed");
            case TOO_LARGE -> new Usual(413, "http: request body too large");
            case RATE_LIMITED -> new Usual(429, "you have reached your hourly usage limit, please try again later");
            case QUOTA_EXHAUSTED -> new Usual(429, "you have reached your weekly usage limit");
            case SERVER_ERROR ->
                new Usual(500, "model requires more system memory (8.0 GiB) than is available (4.2 GiB)");
            case BAD_GATEWAY -> new Usual(502, "the cloud model could not be reached");
            case OVERLOADED -> new Usual(503, "server busy, please try again.  maximum pending requests exceeded");
            case GATEWAY_TIMEOUT -> new Usual(504, "upstream timed out");
        };
    }
}
