package dev.dragoman;

import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import org.jspecify.annotations.Nullable;

/** Events as the lines in which a server sends them. */
final class PulledEvents implements Pieces {

    private final Pull events;

    PulledEvents(Pull events) {
        this.events = events;
    }

    @Override
    public @Nullable Slice next() {
        SseEvent event = events.next();
        return event == null ? null : Slice.utf8(lines(event));
    }

    @Override
    public void close() {
        events.close();
    }

    private static String lines(SseEvent event) {
        String name = event.event() == null ? "" : "event: " + event.event() + "\n";
        return name + "data: " + event.text().replace("\n", "\ndata: ") + "\n\n";
    }
}
