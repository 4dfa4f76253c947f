package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** Readers and relays of streams whose events are wrapped in a service's own. */
public final class UnwrappedEvents {

    private UnwrappedEvents() {}

    /** Takes a service's events apart. Keeps the state of one stream; not thread-safe. */
    public interface Wrapping {

        /**
         * Hands over the events within an event; none, one or several.
         *
         * @throws dev.dragoman.error.LlmException when the event tells an error or is not what the service documents
         */
        void unwrap(SseEvent event, Consumer<SseEvent> into);

        /** Hands over what was held back when the stream has ended. */
        default void end(Consumer<SseEvent> into) {}
    }

    /** A reader of the events within. */
    public static EventReader reader(Wrapping wrapping, EventReader inner) {
        return new Reader(wrapping, inner);
    }

    /** A relay of the events within. */
    public static EventRelay relay(Wrapping wrapping, EventRelay inner) {
        return new Relay(wrapping, inner);
    }

    private record Reader(Wrapping wrapping, EventReader inner) implements EventReader {

        @Override
        public void read(SseEvent event, Consumer<ChatEvent> into) {
            wrapping.unwrap(event, found -> inner.read(found, into));
        }

        @Override
        public void end(Consumer<ChatEvent> into) {
            wrapping.end(found -> inner.read(found, into));
            inner.end(into);
        }
    }

    private record Relay(Wrapping wrapping, EventRelay inner) implements EventRelay {

        @Override
        public void relay(SseEvent event, Consumer<SseEvent> into) {
            wrapping.unwrap(event, found -> inner.relay(found, into));
        }

        @Override
        public void end(Consumer<SseEvent> into) {
            wrapping.end(found -> inner.relay(found, into));
            inner.end(into);
        }

        @Override
        public boolean complete() {
            return inner.complete();
        }

        @Override
        public Usage usage() {
            return inner.usage();
        }
    }
}
