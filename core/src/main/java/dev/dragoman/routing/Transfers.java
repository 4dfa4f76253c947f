package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.ToolNames;
import dev.dragoman.dialect.TranslatedEvents;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.EventTransfer;
import java.util.function.Consumer;

/** The two ways from a vendor's stream to a client's: relayed in one dialect, or translated between two. */
final class Transfers {

    private Transfers() {}

    static EventTransfer between(Dialect vendor, Dialect client, ReplyFrame frame, ToolNames names) {
        return new Relayed(
                vendor.name().equals(client.name())
                        ? vendor.eventRelay(frame)
                        : new TranslatedEvents(names.told(vendor.eventReader()), client.eventWriter(frame)));
    }

    private record Relayed(EventRelay relay) implements EventTransfer {

        @Override
        public void event(SseEvent event, Consumer<SseEvent> into) {
            relay.relay(event, into);
        }

        @Override
        public void end(Consumer<SseEvent> into) {
            relay.end(into);
        }

        @Override
        public boolean complete() {
            return relay.complete();
        }

        @Override
        public Usage usage() {
            return relay.usage();
        }
    }
}
