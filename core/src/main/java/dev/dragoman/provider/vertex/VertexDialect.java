package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.ToolNameRule;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's dialect as it is spoken behind Google's front end, which refuses in Google's words whatever the model behind
 * it speaks.
 *
 * @param spoken the publisher's dialect
 * @param google Google's own
 * @param manner where requests differ from the publisher's own API
 */
record VertexDialect(Dialect spoken, Dialect google, Manner manner) implements Dialect {

    /** How requests differ from those to the publisher's own API. Pure. */
    interface Manner {

        /** Whether the bytes behind the address must stand in the request. */
        boolean needsBytes(MediaKind kind, MediaSource.Url source);

        /** A request as it is taken here. */
        WrittenRequest fit(WrittenRequest written, ChatRequest request);
    }

    @Override
    public String name() {
        return spoken.name();
    }

    @Override
    public KeyWatch watch() {
        return spoken.watch();
    }

    @Override
    public ChatRequest readRequest(JsonBody body) {
        return spoken.readRequest(body);
    }

    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return manner.needsBytes(kind, source);
    }

    @Override
    public boolean takes(MediaKind kind, String mediaType) {
        return spoken.takes(kind, mediaType);
    }

    @Override
    public Map<MediaSource.Url, MediaKind> addressesToReplace(JsonBody body) {
        return spoken.addressesToReplace(body);
    }

    @Override
    public JsonBody withBytes(JsonBody body, Map<MediaSource.Url, MediaSource.Base64> fetched) {
        return spoken.withBytes(body, fetched);
    }

    @Override
    public ToolNameRule toolNames() {
        return spoken.toolNames();
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return manner.fit(spoken.writeRequest(request, traits), request);
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return spoken.readReply(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return spoken.writeReply(reply, frame);
    }

    @Override
    public EventReader eventReader() {
        return spoken.eventReader();
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return spoken.eventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return spoken.eventRelay(frame);
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return spoken.relayReply(body, frame);
    }

    @Override
    public LlmException readError(VendorError error) {
        return (GoogleRefusal.is(error) ? google : spoken).readError(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return spoken.writeError(error, requestId);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return spoken.writeErrorEvent(error, requestId);
    }
}
