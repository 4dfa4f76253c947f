package dev.dragoman.openai;

import static java.util.Map.entry;

import com.openai.core.http.HttpRequest;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.provider.Operation;
import java.util.Map;

/** What the client's paths ask for. */
final class Paths {

    private static final Map<String, Operation> OPERATIONS = Map.ofEntries(
            entry("chat/completions", Operation.CHAT),
            entry("responses", Operation.RESPONSES),
            entry("completions", Operation.COMPLETIONS),
            entry("embeddings", Operation.EMBEDDINGS),
            entry("images/generations", Operation.IMAGES),
            entry("images/edits", Operation.IMAGE_EDITS),
            entry("images/variations", Operation.IMAGE_VARIATIONS),
            entry("audio/speech", Operation.SPEECH),
            entry("audio/transcriptions", Operation.TRANSCRIPTIONS),
            entry("audio/translations", Operation.TRANSLATIONS),
            entry("moderations", Operation.MODERATIONS));

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
