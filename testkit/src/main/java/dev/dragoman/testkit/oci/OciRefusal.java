package dev.dragoman.testkit.oci;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.Reply;

/** Says that Oracle refuses a request, with its reply. */
final class OciRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private OciRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static OciRefusal of(int status, String code, String message) {
        return new OciRefusal(OciErrors.reply(status, code, message), message);
    }

    static OciRefusal unauthenticated() {
        return new OciRefusal(OciErrors.reply(VendorError.of(ErrorKind.INVALID_KEY)), "not authenticated");
    }

    Reply reply() {
        return reply;
    }
}
