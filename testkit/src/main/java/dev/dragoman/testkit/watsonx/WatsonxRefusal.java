package dev.dragoman.testkit.watsonx;

import dev.dragoman.testkit.wire.Reply;

/** Says that watsonx.ai refuses a request, with its reply. */
final class WatsonxRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private WatsonxRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static WatsonxRefusal of(int status, String code, String message) {
        return new WatsonxRefusal(WatsonxErrors.reply(status, code, message), message);
    }

    static WatsonxRefusal with(Reply reply) {
        return new WatsonxRefusal(reply, "refused");
    }

    Reply reply() {
        return reply;
    }
}
