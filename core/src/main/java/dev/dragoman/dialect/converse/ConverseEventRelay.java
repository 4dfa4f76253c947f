package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/** Passes one streamed answer on: nothing is changed, only the last event is read. Not thread-safe. */
final class ConverseEventRelay implements EventRelay {

    private final String model;
    private Usage usage = Usage.NONE;
    private boolean stopped;
    private boolean complete;

    ConverseEventRelay(String model) {
        this.model = model;
    }

    /** A whole answer as it is. */
    static RelayedReply relayReply(byte[] body) {
        return new RelayedReply(Body.of(body), usage(ConverseReplyReader.parse(body)));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        String kind = event.event() == null ? "" : event.event();
        if (ConverseErrorReader.isError(kind)) {
            throw ConverseErrorReader.inStream(
                    kind,
                    Field.root(Field.Author.VENDOR, ConverseReplyReader.parse(event.data()))
                            .object(),
                    model);
        }
        stopped |= kind.equals("messageStop");
        if (kind.equals("metadata")) {
            usage = usage(ConverseReplyReader.parse(event.data()));
            complete = true;
        }
        into.accept(event);
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (!stopped) {
            throw ConverseEventReader.brokenOff();
        }
        complete = true;
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    private static Usage usage(JsonValue told) {
        Field answer = Field.root(Field.Author.VENDOR, told);
        Field tier = answer.member("serviceTier");
        return UsageCount.read(answer.member("usage")).servedAs(tier == null ? null : tier.string("type"));
    }
}
