package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.Reply;

/** Says that a service of AWS refuses a request, with its reply. */
public final class BedrockRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private BedrockRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    /** A refusal of this kind in the usual words. */
    public static BedrockRefusal of(VendorError error) {
        return new BedrockRefusal(BedrockErrors.reply(error), error.kind().name());
    }

    /** A refusal by this exception. */
    public static BedrockRefusal of(int status, String name, String message) {
        return new BedrockRefusal(BedrockErrors.reply(status, name, message), message);
    }

    /** A refusal of what the request says. */
    public static BedrockRefusal validation(String message) {
        return of(400, "ValidationException", message);
    }

    /** What is sent to the client. */
    public Reply reply() {
        return reply;
    }
}
