package dev.dragoman.gateway.call;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.EventStream;
import java.util.function.Consumer;

/** A stream of events that somebody follows. */
final class FollowedEvents implements EventStream {

    private final EventStream stream;
    private final StreamFollower follower;
    private Consumer<SseEvent> into = event -> {};
    private final Consumer<SseEvent> telling = this::passed;

    FollowedEvents(EventStream stream, StreamFollower follower) {
        this.stream = stream;
        this.follower = follower;
    }

    private void passed(SseEvent event) {
        follower.piece();
        into.accept(event);
    }

    @Override
    public boolean next(Consumer<SseEvent> receiver) {
        into = receiver;
        boolean more = stream.next(telling);
        if (!more) {
            follower.ended(stream.usage());
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
            follower.closed(stream.usage());
        }
    }
}
