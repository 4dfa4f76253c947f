package dev.dragoman.provider;

import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** Makes bytes of a vendor's events. Made for one stream, confined to its thread. */
public interface EventBytes {

    /** What the client gets. */
    String contentType();

    /** Takes an event, and hands over what the client gets of it. */
    void event(SseEvent event, Consumer<Slice> into);

    /**
     * The vendor's stream has ended.
     *
     * @throws dev.dragoman.error.LlmException when it ended too early
     */
    void end(Consumer<Slice> into);

    /** What it took, as far as it is known. */
    Usage usage();
}
