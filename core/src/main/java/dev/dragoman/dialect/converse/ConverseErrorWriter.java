package dev.dragoman.dialect.converse;

import dev.dragoman.error.LlmException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.Locale;

/** Writes errors for a client: the message, and in a stream the name of the exception. */
final class ConverseErrorWriter {

    private ConverseErrorWriter() {}

    static byte[] write(LlmException error) {
        return Json.bytes(JsonObject.of("message", new JsonString(error.detail().message())));
    }

    /** The name of the event that ends a stream. */
    static String eventName(LlmException error) {
        String name = name(error.status());
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String name(int status) {
        return switch (status) {
            case 400, 401, 403, 404, 413, 422 -> "ValidationException";
            case 424 -> "ModelStreamErrorException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            default -> "InternalServerException";
        };
    }
}
