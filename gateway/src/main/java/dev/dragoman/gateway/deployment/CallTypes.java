package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LiteLLM's names of operations, as {@code call_type} has them and {@code mode} of a model's info. */
final class CallTypes {

    private static final Map<String, Operation> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("completion", Operation.CHAT);
        BY_NAME.put("embedding", Operation.EMBEDDINGS);
        BY_NAME.put("image_generation", Operation.IMAGES);
        BY_NAME.put("image_edit", Operation.IMAGE_EDITS);
        BY_NAME.put("speech", Operation.SPEECH);
        BY_NAME.put("transcription", Operation.TRANSCRIPTIONS);
        BY_NAME.put("moderation", Operation.MODERATIONS);
        BY_NAME.put("rerank", Operation.RERANK);
    }

    private CallTypes() {}

    /** The operation of that name, which may begin with an {@code a} for asynchronous; of none a chat completion. */
    static Operation operation(@Nullable String name) {
        if (name == null) {
            return Operation.CHAT;
        }
        Operation found = BY_NAME.get(name);
        if (found == null && name.startsWith("a")) {
            found = BY_NAME.get(name.substring(1));
        }
        if (found == null) {
            throw new BadRequestException(
                    ErrorDetail.of("call_type: " + name + " (expected: " + String.join(", ", BY_NAME.keySet()) + ")")
                            .withType("invalid_request_error")
                            .withParam("call_type"));
        }
        return found;
    }
}
