package dev.dragoman.testkit.replicate;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as Replicate does: a title and a detail. */
final class ReplicateErrors {

    private ReplicateErrors() {}

    static Reply reply(VendorError error) {
        ErrorKind kind = error.kind();
        int status = error.statusOr(kind == ErrorKind.CONTENT_FILTERED ? 400 : kind.usualStatus());
        Reply reply = reply(status, title(kind), error.messageOr(detail(kind)));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply reply(int status, String title, String detail) {
        ObjectNode body =
                Json.object().put("title", title).put("detail", detail).put("status", status);
        return Reply.whole(status, List.of(new Header("content-type", "application/problem+json")), Json.bytes(body));
    }

    static String detail(ErrorKind kind) {
        return switch (kind) {
            case INVALID_KEY -> "You did not pass a valid authentication token";
            case RATE_LIMITED, QUOTA_EXHAUSTED -> "Request was throttled. Expected available in 1 second.";
            case NOT_FOUND -> "The requested resource could not be found.";
            case BILLING -> "You have insufficient credit to run this model.";
            case CONTEXT_TOO_LONG -> "Your input is too long. Max input length is 4096 tokens";
            case UNPROCESSABLE -> "- input: prompt is required\n";
            default -> "The request could not be handled: " + kind;
        };
    }

    private static String title(ErrorKind kind) {
        return switch (kind) {
            case INVALID_KEY -> "Unauthenticated";
            case NOT_FOUND -> "Not found";
            case BILLING -> "Insufficient credit";
            case UNPROCESSABLE -> "Input validation failed";
            default -> "Error";
        };
    }
}
