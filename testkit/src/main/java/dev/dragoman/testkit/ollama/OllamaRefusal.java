package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.wire.Reply;

/** Says that the server refuses a request, with its reply. */
final class OllamaRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private OllamaRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static OllamaRefusal of(int status, String message) {
        return new OllamaRefusal(OllamaErrors.reply(status, message), message);
    }

    /** A refusal by the server's routes, which is plain text. */
    static OllamaRefusal plain(int status, String message) {
        return new OllamaRefusal(Reply.text(status, "text/plain", message), message);
    }

    Reply reply() {
        return reply;
    }
}
