package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;

/** Events of a stream: their data repeats their name as {@code type}. */
final class StreamEvents {

    private StreamEvents() {}

    /** An open object of the type. */
    static JsonWriter begin(String type, int expectedBytes) {
        return new JsonWriter(expectedBytes).beginObject().member("type", type);
    }

    /** Closes the object and sends it. */
    static void end(String type, JsonWriter out, Consumer<SseEvent> into) {
        into.accept(new SseEvent(type, out.endObject().toBytes()));
    }
}
