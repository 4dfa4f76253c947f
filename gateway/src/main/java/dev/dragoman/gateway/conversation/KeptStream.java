package dev.dragoman.gateway.conversation;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.EventStream;
import java.util.function.Consumer;

/** A stream whose events a keeper sees first. */
record KeptStream(EventStream stream, Keeper keeper) implements EventStream {

    @Override
    public boolean next(Consumer<SseEvent> into) {
        return stream.next(event -> into.accept(keeper.event(event)));
    }

    @Override
    public Usage usage() {
        return stream.usage();
    }

    @Override
    public void close() {
        stream.close();
    }
}
