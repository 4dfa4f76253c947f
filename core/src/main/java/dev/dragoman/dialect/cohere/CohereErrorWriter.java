package dev.dragoman.dialect.cohere;

import dev.dragoman.error.LlmException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.SseEvent;
import org.jspecify.annotations.Nullable;

/** Writes errors for a client: the message, and in a stream an end that tells it. */
final class CohereErrorWriter {

    private CohereErrorWriter() {}

    static byte[] write(LlmException error, @Nullable String requestId) {
        return Json.bytes(JsonObject.builder()
                .putIfPresent("id", requestId)
                .put("message", error.detail().message())
                .build());
    }

    /** The last event of a stream that broke off. */
    static SseEvent event(LlmException error, @Nullable String requestId) {
        JsonObject delta = JsonObject.builder()
                .put("finish_reason", "ERROR")
                .put("error", error.detail().message())
                .build();
        JsonObject data = JsonObject.builder()
                .put("type", "message-end")
                .putIfPresent("id", requestId)
                .put("delta", delta)
                .build();
        return new SseEvent("message-end", Json.bytes(data));
    }
}
