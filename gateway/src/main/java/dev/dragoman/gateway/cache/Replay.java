package dev.dragoman.gateway.cache;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.EventStream;
import java.util.List;
import java.util.function.Consumer;

/** A stream that was told before. */
final class Replay implements EventStream {

    private static final int BATCH = 64;

    private final List<SseEvent> events;
    private final Usage usage;
    private int told;

    Replay(List<SseEvent> events, Usage usage) {
        this.events = events;
        this.usage = usage;
    }

    @Override
    public boolean next(Consumer<SseEvent> into) {
        if (told == events.size()) {
            return false;
        }
        int end = Math.min(events.size(), told + BATCH);
        events.subList(told, end).forEach(into);
        told = end;
        return true;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public void close() {}
}
