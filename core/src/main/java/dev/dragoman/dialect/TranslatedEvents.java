package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.Served;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** Passes one streamed answer on in another dialect: read in the vendor's, written in the client's. Not thread-safe. */
public final class TranslatedEvents implements EventRelay {

    private final EventReader reader;
    private final EventWriter writer;
    private Usage usage = Usage.NONE;
    private boolean complete;

    /**
     * A translation of one stream.
     *
     * @param reader of the vendor's dialect
     * @param writer of the client's dialect
     */
    public TranslatedEvents(EventReader reader, EventWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
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
