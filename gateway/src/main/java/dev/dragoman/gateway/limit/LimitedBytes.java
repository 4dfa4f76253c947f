package dev.dragoman.gateway.limit;

import dev.dragoman.http.Slice;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.ByteStream;
import java.util.function.Consumer;

/** An answer in bytes that settles its call when it ends. */
final class LimitedBytes implements ByteStream {

    private final ByteStream stream;
    private final Settlement settlement;

    LimitedBytes(ByteStream stream, Settlement settlement) {
        this.stream = stream;
        this.settlement = settlement;
    }

    @Override
    public String contentType() {
        return stream.contentType();
    }

    @Override
    public boolean next(Consumer<Slice> receiver) {
        boolean more = stream.next(receiver);
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
