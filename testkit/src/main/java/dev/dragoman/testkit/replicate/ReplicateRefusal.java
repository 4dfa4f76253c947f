package dev.dragoman.testkit.replicate;

import dev.dragoman.testkit.wire.Reply;

/** Says that Replicate refuses a request, with its reply. */
final class ReplicateRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private ReplicateRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static ReplicateRefusal of(int status, String title, String detail) {
        return new ReplicateRefusal(ReplicateErrors.reply(status, title, detail), detail);
    }

    Reply reply() {
        return reply;
    }
}
