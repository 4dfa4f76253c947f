package dev.dragoman.routing;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** A streamed answer in the client's form, read by pulling. Confined to one thread; {@link #close()} settles it. */
public interface EventStream extends AutoCloseable {

    /**
     * Waits for the next events; there may be several at once.
     *
     * @return whether the stream goes on; false once it is complete
     * @throws dev.dragoman.error.LlmException when the vendor's stream breaks; what was handed over before stands
     */
    boolean next(Consumer<SseEvent> into);

    /** The usage reported so far. */
    Usage usage();

    @Override
    void close();
}
