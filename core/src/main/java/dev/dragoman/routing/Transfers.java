package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.ToolNames;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Served;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.EventTransfer;
import java.util.function.Consumer;

/** The two ways from a vendor's stream to a client's: relayed in one dialect, or translated between two. */
final class Transfers {

    private Transfers() {}

    static EventTransfer between(Dialect vendor, Dialect client, ReplyFrame frame, ToolNames names) {
        return vendor.name().equals(client.name())
                ? new Relayed(vendor.eventRelay(frame))
                : new Translated(names.told(vendor.eventReader()), client.eventWriter(frame));
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

    private static final class Translated implements EventTransfer {

        private final EventReader reader;
        private final EventWriter writer;
        private Usage usage = Usage.NONE;
        private boolean complete;

        Translated(EventReader reader, EventWriter writer) {
            this.reader = reader;
            this.writer = writer;
        }

        @Override
        public void event(SseEvent event, Consumer<SseEvent> into) {
            reader.read(event, step -> step(step, into));
        }

        @Override
        public void end(Consumer<SseEvent> into) {
            reader.end(step -> step(step, into));
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public Usage usage() {
            return usage;
        }

        private void step(ChatEvent step, Consumer<SseEvent> into) {
            if (step instanceof ChatEvent.UsageReported reported) {
                usage = usage.updatedBy(reported.usage());
            }
            if (step instanceof ChatEvent.Started started) {
                usage = usage.serving(Served.by(started.model()).as(started.serviceTier()));
            }
            complete |= step instanceof ChatEvent.Ended;
            writer.write(step, into);
        }
    }
}
