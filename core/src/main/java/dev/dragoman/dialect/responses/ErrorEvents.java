package dev.dragoman.dialect.responses;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.SseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The event that ends a stream which broke off. Its members are documented flat, and sent in an object of their own by OpenAI;
 * its clients look for either.
 */
final class ErrorEvents {

    private static final String NAME = "error";

    private ErrorEvents() {}

    static SseEvent write(byte[] body, long sequence) {
        JsonObject told = Json.parseObject(body).object(NAME);
        JsonObject error = told == null ? JsonObject.EMPTY : told;
        JsonWriter out = new JsonWriter(512).beginObject();
        out.member("type", NAME).member("sequence_number", sequence);
        out.member("code", orNull(error.get("code"))).member("message", orNull(error.get("message")));
        out.member("param", orNull(error.get("param"))).member(NAME, error);
        return new SseEvent(NAME, out.endObject().toBytes());
    }

    private static JsonValue orNull(@Nullable JsonValue value) {
        return value == null ? JsonNull.NULL : value;
    }
}
