package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Says that the front end refuses a request, with its reply. */
final class VertexRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private VertexRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static VertexRefusal of(int code, String status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message).put("status", status);
        return new VertexRefusal(json(code, body), message);
    }

    static VertexRefusal badRequest(String message) {
        return of(400, "INVALID_ARGUMENT", message);
    }

    /** As a server for tokens refuses, which follows OAuth. */
    static VertexRefusal ofTokens(String error, String description) {
        ObjectNode body = Json.object().put("error", error).put("error_description", description);
        return new VertexRefusal(json(400, body), description);
    }

    /** As the model behind the front end refuses. */
    static VertexRefusal ofClaude(String message) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", "invalid_request_error").put("message", message);
        return new VertexRefusal(json(400, body), message);
    }

    static Reply json(int status, ObjectNode body) {
        return Reply.whole(
                status, List.of(new Header("content-type", "application/json; charset=UTF-8")), Json.bytes(body));
    }

    Reply reply() {
        return reply;
    }
}
