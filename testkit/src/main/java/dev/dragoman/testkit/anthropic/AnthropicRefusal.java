package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.wire.Reply;

/** Says that Anthropic refuses a request, with its reply. */
final class AnthropicRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private AnthropicRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static AnthropicRefusal of(int status, String type, String message) {
        return new AnthropicRefusal(AnthropicErrors.reply(status, type, message), message);
    }

    static AnthropicRefusal badRequest(String message) {
        return of(400, "invalid_request_error", message);
    }

    Reply reply() {
        return reply;
    }
}
