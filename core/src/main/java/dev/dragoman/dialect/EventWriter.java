package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;

/** Writes one streamed answer, event by event. Keeps the state of that stream; not thread-safe. */
public interface EventWriter {

    /** Writes what the client must hear of the event; may be nothing, may be several. */
    void write(ChatEvent event, Consumer<SseEvent> into);
}
