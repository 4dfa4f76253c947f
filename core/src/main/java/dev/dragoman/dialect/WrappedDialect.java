package dev.dragoman.dialect;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dialect as it is spoken through a service that wraps what is said; all that is not wrapped is said as it is. */
public interface WrappedDialect extends Dialect {

    /** The dialect within. */
    Dialect spoken();

    @Override
    default String name() {
        return spoken().name();
    }

    @Override
    default KeyWatch watch() {
        return spoken().watch();
    }

    @Override
    default ChatRequest readRequest(JsonBody body) {
        return spoken().readRequest(body);
    }

    @Override
    default boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return spoken().needsBytes(kind, source);
    }

    @Override
    default boolean takes(MediaKind kind, String mediaType) {
        return spoken().takes(kind, mediaType);
    }

    @Override
    default Map<MediaSource.Url, MediaKind> addressesToReplace(JsonBody body) {
        return spoken().addressesToReplace(body);
    }

    @Override
    default JsonBody withBytes(JsonBody body, Map<MediaSource.Url, MediaSource.Base64> fetched) {
        return spoken().withBytes(body, fetched);
    }

    @Override
    default WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return spoken().writeRequest(request, traits);
    }

    @Override
    default ChatReply readReply(byte[] body) {
        return spoken().readReply(body);
    }

    @Override
    default Usage usage(Usage told, Headers head) {
        return spoken().usage(told, head);
    }

    @Override
    default byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return spoken().writeReply(reply, frame);
    }

    @Override
    default EventReader eventReader() {
        return spoken().eventReader();
    }

    @Override
    default EventWriter eventWriter(ReplyFrame frame) {
        return spoken().eventWriter(frame);
    }

    @Override
    default EventRelay eventRelay(ReplyFrame frame) {
        return spoken().eventRelay(frame);
    }

    @Override
    default RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return spoken().relayReply(body, frame);
    }

    @Override
    default LlmException readError(VendorError error) {
        return spoken().readError(error);
    }

    @Override
    default byte[] writeError(LlmException error, @Nullable String requestId) {
        return spoken().writeError(error, requestId);
    }

    @Override
    default SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return spoken().writeErrorEvent(error, requestId);
    }
}
