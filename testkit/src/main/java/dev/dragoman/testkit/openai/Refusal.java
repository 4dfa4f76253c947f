package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import org.jspecify.annotations.Nullable;

/** Says that the vendor refuses a request, with its reply. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private Refusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    /** A refusal of this status with the vendor's usual error body. */
    public static Refusal of(int status, String message, @Nullable String param, @Nullable String code) {
        Reply reply = OpenAiErrors.reply(status, OpenAiErrors.body(message, OpenAiErrors.INVALID_REQUEST, param, code));
        return new Refusal(reply, message);
    }

    /** A refusal with status 400. */
    public static Refusal badRequest(String message, @Nullable String param, @Nullable String code) {
        return of(400, message, param, code);
    }

    /** A refusal with this reply, for vendors whose refusals look different. */
    public static Refusal with(Reply reply, String message) {
        return new Refusal(reply, message);
    }

    static Refusal unknownUrl(RecordedRequest request) {
        return of(404, "Invalid URL (" + request.method() + " " + request.path() + ")", null, null);
    }

    static Refusal wrongMethod(RecordedRequest request) {
        String message = "Not allowed to " + request.method() + " on " + request.path()
                + ". (HINT: Perhaps you meant to use a different HTTP method?)";
        return of(405, message, null, "method_not_supported");
    }

    static Refusal unknownModel(String model) {
        String message = "The model `" + model + "` does not exist or you do not have access to it.";
        return of(404, message, null, "model_not_found");
    }

    /** What is sent to the client. */
    public Reply reply() {
        return reply;
    }
}
