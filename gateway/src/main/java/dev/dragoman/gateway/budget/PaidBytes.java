package dev.dragoman.gateway.budget;

import dev.dragoman.http.Slice;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.ByteStream;
import java.util.function.Consumer;

/** As {@link PaidEvents}, in bytes. */
final class PaidBytes implements ByteStream {

    private final ByteStream stream;
    private final Reservation reservation;

    PaidBytes(ByteStream stream, Reservation reservation) {
        this.stream = stream;
        this.reservation = reservation;
    }

    @Override
    public String contentType() {
        return stream.contentType();
    }

    @Override
    public boolean next(Consumer<Slice> into) {
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
