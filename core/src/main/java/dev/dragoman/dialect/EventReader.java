package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;

/** Reads one streamed answer, event by event. Keeps the state of that stream; not thread-safe. */
public interface EventReader {

    /**
     * Reads an event of the vendor.
     *
     * @throws dev.dragoman.error.LlmException when the event tells an error or is not what the vendor documents
     */
    void read(SseEvent event, Consumer<ChatEvent> into);

    /**
     * The vendor's stream has ended.
     *
     * @throws dev.dragoman.error.ApiConnectionException when it ended before the answer was complete
     */
    void end(Consumer<ChatEvent> into);
}
