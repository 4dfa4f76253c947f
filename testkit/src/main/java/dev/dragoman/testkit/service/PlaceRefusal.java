package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.Reply;

/** Says that a vendor refuses a request, with its reply. */
final class PlaceRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    PlaceRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
