package dev.dragoman.gateway.budget;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.EventStream;
import java.util.function.Consumer;

/** A stream whose reservation ends with it, or before its last piece is released when its cost is known by then. */
final class PaidEvents implements EventStream {

    private final EventStream stream;
    private final Reservation reservation;

    PaidEvents(EventStream stream, Reservation reservation) {
        this.stream = stream;
        this.reservation = reservation;
    }

    @Override
    public boolean next(Consumer<SseEvent> into) {
        boolean more = stream.next(into);
        if (!more && reservation.isTold()) {
            reservation.close();
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
            reservation.close();
        }
    }
}
