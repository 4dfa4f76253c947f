package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.SseEvent;
import dev.dragoman.routing.EventStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The events of a streamed answer, pulled one by one. Confined to one thread at a time, except {@link #close()}, which has a
 * waiting thread give up.
 */
final class Pull implements AutoCloseable {

    private final EventStream vendor;
    private final Cancellation cancellation;
    private final Deque<SseEvent> ready = new ArrayDeque<>();
    private volatile boolean ended;

    Pull(EventStream vendor, Cancellation cancellation) {
        this.vendor = vendor;
        this.cancellation = cancellation;
    }

    /**
     * Waits for the next event; null at the end.
     *
     * @throws LlmException when the stream breaks off, or was closed
     */
    @Nullable
    SseEvent next() {
        while (ready.isEmpty() && !ended) {
            pull();
        }
        return ready.poll();
    }

    private void pull() {
        try {
            ended = !vendor.next(ready::add);
        } catch (UpstreamException given) {
            ended = true;
            throw Turns.givenUp(given);
        } catch (LlmException broken) {
            ended = true;
            throw broken;
        }
    }

    @Override
    public void close() {
        if (!ended) {
            cancellation.cancel();
        }
        vendor.close();
    }
}
