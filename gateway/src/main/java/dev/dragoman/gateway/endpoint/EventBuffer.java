package dev.dragoman.gateway.endpoint;

import dev.dragoman.http.Body;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;

/** Gathers events in their wire form, so that all that arrive together leave in one piece. Not thread-safe. */
interface EventBuffer extends Consumer<SseEvent> {

    /** Whether nothing is gathered. */
    boolean isEmpty();

    /** What was gathered; the buffer begins anew. */
    Body take();

    /** No event follows. */
    void end();
}
