package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.http.Body;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes one streamed answer on: nothing is changed, only what may be its end is read. Not thread-safe. */
final class CohereEventRelay implements EventRelay {

    private Usage usage = Usage.NONE;
    private boolean complete;

    /** A whole answer as it is. */
    static RelayedReply relayReply(byte[] body) {
        Field reply = Field.root(Field.Author.VENDOR, CohereReplyReader.parse(body));
        return new RelayedReply(Body.of(body), UsageCount.read(reply.member("usage")));
    }

    @Override
    public void relay(SseEvent event, Consumer<SseEvent> into) {
        if (mayEnd(event.event())) {
            Field data = CohereEventReader.data(event);
            if (data != null) {
                read(CohereEventReader.kind(event, data), data);
            }
        }
        into.accept(event);
    }

    private static boolean mayEnd(@Nullable String name) {
        return name == null || name.equals("message-end") || name.equals("error");
    }

    private void read(String kind, Field data) {
        if (!kind.equals("message-end")) {
            CohereEventReader.refuseError(kind, data);
            return;
        }
        Field delta = data.required("delta");
        String error = delta.string("error");
        if (error != null) {
            throw FinishReasons.failure(delta.requiredString("finish_reason"), error, delta.object());
        }
        usage = UsageCount.read(delta.member("usage"));
        complete = true;
    }

    @Override
    public void end(Consumer<SseEvent> into) {
        if (!complete) {
            throw CohereEventReader.brokenOff();
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        return usage;
    }
}
