package dev.dragoman.dialect;

import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.SseEvent;
import org.jspecify.annotations.Nullable;

/**
 * A dialect that is spoken to vendors only: no client of the gateway speaks it, so that its client's end does not exist and
 * nothing is ever relayed in it.
 */
public interface OneWayDialect extends Dialect {

    @Override
    default KeyWatch watch() {
        return KeyWatch.NONE;
    }

    @Override
    default ChatRequest readRequest(JsonBody body) {
        throw noClient();
    }

    @Override
    default byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        throw noClient();
    }

    @Override
    default EventWriter eventWriter(ReplyFrame frame) {
        throw noClient();
    }

    @Override
    default EventRelay eventRelay(ReplyFrame frame) {
        throw noClient();
    }

    @Override
    default RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        throw noClient();
    }

    @Override
    default byte[] writeError(LlmException error, @Nullable String requestId) {
        throw noClient();
    }

    @Override
    default SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        throw noClient();
    }

    private UnsupportedOperationException noClient() {
        return new UnsupportedOperationException(name() + " is spoken to vendors only");
    }
}
