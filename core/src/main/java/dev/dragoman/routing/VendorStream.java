package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.EventTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pulls a vendor's event stream and hands each event to a {@link EventTransfer} that puts it into the client's form. */
final class VendorStream implements EventStream {

    private static final int LARGEST_BATCH = 1 << 10;

    private final UpstreamResponse response;
    private final EventTransfer transfer;
    private final Failures failures;
    private final EventDecoder decoder;
    private List<SseEvent> first = List.of();
    private @Nullable LlmException pending;
    private boolean ended;
    private Deadline firstBy = Deadline.NONE;

    // Of events that came together the first leave first: one, then two, then four, so that none waits for all others.
    private int batch = 1;

    VendorStream(UpstreamResponse response, EventDecoder decoder, EventTransfer transfer, Failures failures) {
        this.response = response;
        this.decoder = decoder;
        this.transfer = transfer;
        this.failures = failures;
    }

    /**
     * Waits for the first events, so that a failure before them can still be answered as a plain error.
     *
     * @param by when they must be there; bytes that do not make an event do not count
     */
    void prime(Deadline by) {
        firstBy = by;
        List<SseEvent> events = new ArrayList<>(4);
        ended = !pull(events::add);
        first = events;
        firstBy = Deadline.NONE;
    }

    @Override
    public boolean next(Consumer<SseEvent> into) {
        if (!first.isEmpty()) {
            first.forEach(into);
            first = List.of();
            return true;
        }
        LlmException failed = pending;
        if (failed != null) {
            throw failed;
        }
        if (ended) {
            return false;
        }
        ended = !pull(into);
        return !ended;
    }

    @Override
    public Usage usage() {
        return transfer.usage();
    }

    @Override
    public void close() {
        if (transfer.complete()) {
            response.release();
        } else {
            response.close();
        }
    }

    /** Reads until at least one event was handed over; false at the end. */
    private boolean pull(Consumer<SseEvent> into) {
        Counting counting = new Counting(into);
        try {
            while (!transfer.complete()) {
                drain(counting, batch);
                if (counting.count > 0) {
                    batch = counting.count < batch ? batch : Math.min(2 * batch, LARGEST_BATCH);
                    return true;
                }
                Slice piece = response.read();
                if (piece == null) {
                    decoder.end();
                    drain(counting, Integer.MAX_VALUE);
                    return finished(counting);
                }
                decoder.feed(piece);
                refuseLateness();
            }
            return counting.count > 0;
        } catch (UpstreamException | LlmException failure) {
            return failed(failures.of(failure), counting);
        }
    }

    private void refuseLateness() {
        if (firstBy.limited() && firstBy.remaining(System.nanoTime()) <= 0) {
            throw new UpstreamException(UpstreamException.Kind.HEAD_TIMEOUT, "the first event did not come in time");
        }
    }

    private boolean finished(Counting counting) {
        if (!transfer.complete()) {
            transfer.end(counting);
        }
        return counting.count > 0;
    }

    /** What was handed over stands; the failure comes with the next pull. */
    private boolean failed(LlmException failure, Counting counting) {
        if (counting.count == 0) {
            throw failure;
        }
        pending = failure;
        return true;
    }

    /** Hands over what has arrived, about as many events as are wanted at most. */
    private void drain(Counting into, int most) {
        while (into.count < most && !transfer.complete()) {
            SseEvent event = decoder.poll();
            if (event == null) {
                return;
            }
            transfer.event(event, into);
        }
    }

    private static final class Counting implements Consumer<SseEvent> {

        private final Consumer<SseEvent> into;
        private int count;

        Counting(Consumer<SseEvent> into) {
            this.into = into;
        }

        @Override
        public void accept(SseEvent event) {
            count++;
            into.accept(event);
        }
    }
}
