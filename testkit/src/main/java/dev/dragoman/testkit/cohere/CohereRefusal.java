package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.wire.Reply;

/** Says that Cohere refuses a request, with its reply. */
final class CohereRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private CohereRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static CohereRefusal of(int status, String message) {
        return new CohereRefusal(CohereErrors.reply(status, message), message);
    }

    static CohereRefusal invalid(String message) {
        return of(400, "invalid request: " + message);
    }

    Reply reply() {
        return reply;
    }
}
