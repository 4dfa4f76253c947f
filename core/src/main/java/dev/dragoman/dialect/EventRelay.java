package dev.dragoman.dialect;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/**
 * Passes one streamed answer on in the same dialect, changing only what the client must see differently, and notes the
 * usage on the way. Keeps the state of that stream; not thread-safe.
 */
public interface EventRelay {

    /**
     * Passes an event on; it may be held back or changed.
     *
     * @throws dev.dragoman.error.LlmException when the event tells an error
     */
    void relay(SseEvent event, Consumer<SseEvent> into);

    /**
     * The vendor's stream has ended.
     *
     * @throws dev.dragoman.error.ApiConnectionException when it ended before the answer was complete
     */
    void end(Consumer<SseEvent> into);

    /** Whether the answer is complete: nothing that follows matters. */
    boolean complete();

    /** The usage reported so far. */
    Usage usage();
}
