package dev.dragoman.testkit.sagemaker;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Reply;

/** Says that the container behind an endpoint refuses a request, with SageMaker's reply. */
final class ContainerRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    private ContainerRefusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    static ContainerRefusal of(int status, String message) {
        String original = Json.text(Json.object().put("error", message).put("error_type", "validation"));
        return new ContainerRefusal(SageMakerErrors.modelError(status, original), message);
    }

    Reply reply() {
        return reply;
    }
}
