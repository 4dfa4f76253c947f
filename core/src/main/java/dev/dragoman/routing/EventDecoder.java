package dev.dragoman.routing;

import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import org.jspecify.annotations.Nullable;

/** Cuts the bytes of a streamed answer into events. Bytes may arrive in any pieces. Not thread-safe. */
interface EventDecoder {

    /**
     * Takes more bytes in.
     *
     * @throws dev.dragoman.http.UpstreamException when they break the rules of the framing, or an event is too large
     */
    void feed(Slice piece);

    /** The next whole event, or null when more bytes are needed. */
    @Nullable
    SseEvent poll();

    /**
     * Takes the end of the bytes in.
     *
     * @throws dev.dragoman.http.UpstreamException when the framing does not allow them to end here
     */
    void end();
}
