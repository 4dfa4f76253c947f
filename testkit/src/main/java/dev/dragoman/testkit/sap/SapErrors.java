package dev.dragoman.testkit.sap;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as the orchestration does: with the place where they happened. */
final class SapErrors {

    static final String REQUEST_ID = "e76f3a63-bbe3-9a5c-a0a3-5d0e8a5b5f3a";

    private static final List<Header> JSON = List.of(new Header("content-type", "application/json"));

    private SapErrors() {}

    static Reply reply(VendorError error) {
        int status = status(error);
        Reply reply = reply(status, "LLM Module", message(error));
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply reply(int status, String location, String message) {
        return Reply.whole(status, JSON, Json.bytes(body(status, location, message)));
    }

    static ObjectNode body(VendorError error) {
        return body(status(error), "LLM Module", message(error));
    }

    private static ObjectNode body(int status, String location, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("request_id", REQUEST_ID)
                .put("code", status)
                .put("message", status + " - " + location + ": " + message)
                .put("location", location)
                .putObject("intermediate_results");
        return body;
    }

    private static int status(VendorError error) {
        return error.statusOr(error.kind().usualStatus());
    }

    private static String message(VendorError error) {
        return error.messageOr(
                error.kind() == ErrorKind.CONTEXT_TOO_LONG
                        ? "This model's maximum context length is 128000 tokens."
                        : "The request was refused: " + error.kind() + ".");
    }
}
