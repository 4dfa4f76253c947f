package dev.dragoman.openai;

import com.openai.core.http.HttpRequest;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.provider.Operation;
import java.util.Map;

/** What the client's paths ask for. */
final class Paths {

    private static final Map<String, Operation> OPERATIONS = Map.of(
            "chat/completions", Operation.CHAT,
            "completions", Operation.COMPLETIONS,
            "embeddings", Operation.EMBEDDINGS,
            "images/generations", Operation.IMAGES,
            "images/edits", Operation.IMAGE_EDITS,
            "images/variations", Operation.IMAGE_VARIATIONS,
            "audio/speech", Operation.SPEECH,
            "audio/transcriptions", Operation.TRANSCRIPTIONS,
            "audio/translations", Operation.TRANSLATIONS,
            "moderations", Operation.MODERATIONS);

    private Paths() {}

    /**
     * The operation of a request.
     *
     * @throws NotFoundException when it is not answered here
     */
    static Operation operation(HttpRequest request) {
        String path = String.join("/", request.pathSegments());
        Operation operation = request.method().name().equals("POST") ? OPERATIONS.get(path) : null;
        if (operation == null) {
            throw new NotFoundException(ErrorDetail.of(request.method() + " /" + path
                            + " is not answered in process (expected: POST to one of "
                            + OPERATIONS.keySet().stream().sorted().toList() + ")")
                    .withType("invalid_request_error")
                    .withCode("unknown_url"));
        }
        return operation;
    }
}
