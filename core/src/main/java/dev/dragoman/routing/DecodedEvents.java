package dev.dragoman.routing;

import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.EventBytes;
import java.util.function.Consumer;

/** Cuts a vendor's body into events, of which bytes are made. */
final class DecodedEvents implements ByteAnswer {

    private final EventDecoder decoder;
    private final EventBytes bytes;

    DecodedEvents(EventDecoder decoder, EventBytes bytes) {
        this.decoder = decoder;
        this.bytes = bytes;
    }

    @Override
    public String contentType() {
        return bytes.contentType();
    }

    @Override
    public void piece(Slice piece, Consumer<Slice> into) {
        decoder.feed(piece);
        decoded(into);
    }

    @Override
    public void end(Consumer<Slice> into) {
        decoder.end();
        decoded(into);
        bytes.end(into);
    }

    @Override
    public Usage usage() {
        return bytes.usage();
    }

    private void decoded(Consumer<Slice> into) {
        for (SseEvent event = decoder.poll(); event != null; event = decoder.poll()) {
            bytes.event(event, into);
        }
    }
}
