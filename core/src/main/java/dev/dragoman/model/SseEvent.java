package dev.dragoman.model;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param event the event's name; null when the stream names none
 * @param data the data lines, joined by line feeds, as UTF-8 bytes
 */
public record SseEvent(@Nullable String event, byte[] data) {

    /** An event without a name. */
    public static SseEvent data(byte[] data) {
        return new SseEvent(null, data);
    }

    /** The data as text. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
