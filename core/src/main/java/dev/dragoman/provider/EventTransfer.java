package dev.dragoman.provider;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** Puts a vendor's events into the client's form. Made for one stream, confined to its thread. */
public interface EventTransfer {

    /** Takes an event, and hands over what the client gets of it. */
    void event(SseEvent event, Consumer<SseEvent> into);

    /**
     * The vendor's stream has ended.
     *
     * @throws dev.dragoman.error.LlmException when it ended too early
     */
    void end(Consumer<SseEvent> into);

    /** Whether the answer is complete, so that nothing that follows matters. */
    boolean complete();

    /** What it took, as far as it is known. */
    Usage usage();
}
