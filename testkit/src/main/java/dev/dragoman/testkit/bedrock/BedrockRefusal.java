package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.Reply;

/** Says that Bedrock refuses a request, with its reply. */
final class BedrockRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private BedrockRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static BedrockRefusal of(VendorError error) {
        return new BedrockRefusal(BedrockErrors.reply(error), error.kind().name());
    }

    static BedrockRefusal of(int status, String name, String message) {
        return new BedrockRefusal(BedrockErrors.reply(status, name, message), message);
    }

    static BedrockRefusal validation(String message) {
        return of(400, "ValidationException", message);
    }

    Reply reply() {
        return reply;
    }
}
