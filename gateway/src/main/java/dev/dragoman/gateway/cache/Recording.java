package dev.dragoman.gateway.cache;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is noted down while it passes. Only one that came to its end is kept: neither one that broke, nor one whose client
 * left, nor one that told of a failure, nor one that is too large.
 */
final class Recording implements EventStream {

    private final EventStream stream;
    private final int maxBytes;
    private final Outcome outcome;
    private final List<SseEvent> events = new ArrayList<>();
    private int size;
    private boolean spoilt;
    private boolean settled;

    Recording(EventStream stream, int maxBytes, Outcome outcome) {
        this.stream = stream;
        this.maxBytes = maxBytes;
        this.outcome = outcome;
    }

    /** What becomes of an answer. */
    interface Outcome {

        /** It can be kept. */
        void complete(Entry.Content content, Usage usage);

        /** It cannot. */
        void none();
    }

    @Override
    public boolean next(Consumer<SseEvent> into) {
        boolean more = stream.next(event -> {
            note(event);
            into.accept(event);
        });
        if (!more) {
            settle(!spoilt && !events.isEmpty());
        }
        return more;
    }

    private void note(SseEvent event) {
        if (spoilt) {
            return;
        }
        size += event.data().length + Entry.Events.OVERHEAD;
        spoilt = size > maxBytes || isFailure(event.event());
        if (spoilt) {
            events.clear();
        } else {
            events.add(event);
        }
    }

    private static boolean isFailure(@Nullable String name) {
        return "error".equals(name) || "response.failed".equals(name) || "response.cancelled".equals(name);
    }

    private void settle(boolean complete) {
        if (settled) {
            return;
        }
        settled = true;
        if (complete) {
            outcome.complete(new Entry.Events(events, size), stream.usage());
        } else {
            outcome.none();
        }
    }

    @Override
    public Usage usage() {
        return stream.usage();
    }

    @Override
    public void close() {
        stream.close();
        settle(false);
    }
}
