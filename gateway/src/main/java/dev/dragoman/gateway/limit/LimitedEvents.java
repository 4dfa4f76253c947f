package dev.dragoman.gateway.limit;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.EventStream;
import java.util.function.Consumer;

/** A streamed answer that settles its call when it ends. */
final class LimitedEvents implements EventStream {

    private final EventStream stream;
    private final Settlement settlement;
    private Consumer<SseEvent> into = event -> {};
    private final Consumer<SseEvent> counting = this::passed;

    LimitedEvents(EventStream stream, Settlement settlement) {
        this.stream = stream;
        this.settlement = settlement;
    }

    private void passed(SseEvent event) {
        settlement.piece();
        into.accept(event);
    }

    @Override
    public boolean next(Consumer<SseEvent> receiver) {
        into = receiver;
        boolean more = stream.next(counting);
        if (!more) {
            settlement.ended(stream.usage());
        }
        return more;
    }

    @Override
    public Usage usage() {
        return stream.usage();
    }

    @Override
    public void close() {
        try {
            stream.close();
        } finally {
            settlement.ended(stream.usage());
        }
    }
}
