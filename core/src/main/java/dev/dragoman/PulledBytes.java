package dev.dragoman;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.routing.ByteStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Bytes that come while they are read. */
final class PulledBytes implements Pieces {

    private final ByteStream vendor;
    private final Cancellation cancellation;
    private final Deque<Slice> ready = new ArrayDeque<>();
    private volatile boolean ended;

    PulledBytes(ByteStream vendor, Cancellation cancellation) {
        this.vendor = vendor;
        this.cancellation = cancellation;
    }

    @Override
    public @Nullable Slice next() {
        while (ready.isEmpty() && !ended) {
            pull();
        }
        return ready.poll();
    }

    @Override
    public void close() {
        if (!ended) {
            cancellation.cancel();
        }
        vendor.close();
    }

    private void pull() {
        try {
            boolean more = vendor.next(piece -> {
                if (piece.length() > 0) {
                    ready.add(piece);
                }
            });
            ended = !more;
        } catch (UpstreamException given) {
            ended = true;
            throw Turns.givenUp(given);
        }
    }
}
