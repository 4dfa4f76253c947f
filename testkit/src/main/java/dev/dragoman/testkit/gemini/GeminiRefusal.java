package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.node.ObjectNode;

/** Says that Google refuses a request, with its reply. */
final class GeminiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private GeminiRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static GeminiRefusal with(ObjectNode body) {
        int code = body.path("error").path("code").intValue();
        return new GeminiRefusal(
                GeminiErrors.reply(code, body),
                body.path("error").path("message").stringValue());
    }

    static GeminiRefusal of(int code, String status, String message) {
        return with(GeminiErrors.body(code, status, message));
    }

    static GeminiRefusal badRequest(String message) {
        return of(400, GeminiErrors.INVALID_ARGUMENT, message);
    }

    Reply reply() {
        return reply;
    }
}
