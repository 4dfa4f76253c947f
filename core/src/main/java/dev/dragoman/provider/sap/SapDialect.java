package dev.dragoman.provider.sap;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;

/**
 * OpenAI's answers as the result of an orchestration, beside those of its modules.
 *
 * @param spoken OpenAI's dialect
 */
record SapDialect(Dialect spoken) implements WrappedDialect {

    private static final String RESULT = "final_result";

    @Override
    public ChatReply readReply(byte[] body) {
        return spoken.readReply(result(body));
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return spoken.relayReply(result(body), frame);
    }

    @Override
    public EventReader eventReader() {
        return UnwrappedEvents.reader(SapDialect::unwrap, spoken.eventReader());
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return UnwrappedEvents.relay(SapDialect::unwrap, spoken.eventRelay(frame));
    }

    private static void unwrap(SseEvent event, Consumer<SseEvent> into) {
        into.accept(SseEvent.data(result(event.data())));
    }

    /** What has no result is an error, or no JSON at all, and told as it is. */
    private static byte[] result(byte[] body) {
        if (body.length == 0 || body[0] != '{') {
            return body;
        }
        try {
            Slice result = JsonBody.parse(body).raw(RESULT);
            return result == null ? body : result.toBytes();
        } catch (JsonSyntaxException noJson) {
            return body;
        }
    }
}
