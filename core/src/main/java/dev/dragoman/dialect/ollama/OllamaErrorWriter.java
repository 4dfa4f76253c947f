package dev.dragoman.dialect.ollama;

import dev.dragoman.error.LlmException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;

/** Writes errors for a client: the message, in the place of an answer or of a line of it. */
final class OllamaErrorWriter {

    private OllamaErrorWriter() {}

    static byte[] write(LlmException error) {
        return Json.bytes(JsonObject.of("error", new JsonString(error.detail().message())));
    }
}
