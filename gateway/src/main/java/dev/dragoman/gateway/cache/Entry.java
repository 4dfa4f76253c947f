package dev.dragoman.gateway.cache;

import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.List;

/**
 * An answer that is kept.
 *
 * @param storedMillis when, in Unix milliseconds
 * @param expiresMillis when it ceases to count, in Unix milliseconds; zero for never
 * @param deployment the id of who gave it
 * @param usage what it consumed then
 * @param content what the client was told
 */
record Entry(long storedMillis, long expiresMillis, String deployment, Usage usage, Content content) {

    /** What a client was told, in its own form. */
    sealed interface Content {

        /** About how many bytes it takes. */
        int size();
    }

    /** A whole answer. */
    record Whole(String contentType, byte[] body) implements Content {
        @Override
        public int size() {
            return body.length;
        }
    }

    /** A stream. */
    record Events(List<SseEvent> events, int size) implements Content {

        static final int OVERHEAD = 24;

        Events {
            events = List.copyOf(events);
        }
    }

    /** Whether it ceased to count. */
    boolean isOver(long nowMillis) {
        return expiresMillis != 0 && nowMillis >= expiresMillis;
    }
}
