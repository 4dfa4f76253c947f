package dev.dragoman.gateway.batch;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.json.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of files or batches.
 *
 * @param path OpenAI's path, from {@code /files} or {@code /batches} on
 * @param provider the provider that the client named; null when it named none
 * @param body the body as it came
 * @param json its members; null when it is no JSON object
 */
public record LibraryCall(
        Request request,
        String path,
        @Nullable String provider,
        byte[] body,
        @Nullable JsonBody json) {

    private static final List<String> MODEL = List.of("target_model_names", "model");

    /** The method and the form of the path, such as {@code GET /files/{id}/content}. */
    String operation() {
        String[] segments = path.split("/", -1);
        StringBuilder form =
                new StringBuilder(request.exchange().method()).append(" /").append(segments[1]);
        for (int i = 2; i < segments.length; i++) {
            form.append('/').append(i == 2 ? "{id}" : segments[i]);
        }
        return form.toString();
    }

    /** Whether it asks for files, not for batches. */
    boolean ofFiles() {
        return path.startsWith("/files");
    }

    /** The id in the path; null when there is none. */
    @Nullable
    String id() {
        return request.variable("id");
    }

    /** The id of the input that a batch is to be made of; null when there is none. */
    @Nullable
    String input() {
        return json == null ? null : text("input_file_id");
    }

    /** The public name of the model that the client named outside of any file; null when it named none. */
    @Nullable
    String model() {
        for (String name : MODEL) {
            String told = text(name);
            String found = told == null ? request.query(name) : told;
            if (found != null && !found.isBlank()) {
                return found.strip();
            }
        }
        return request.exchange().headers().first("x-litellm-model");
    }

    private @Nullable String text(String name) {
        return json == null || !json.has(name) ? null : json.string(name);
    }
}
