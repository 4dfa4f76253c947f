package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
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
import org.jspecify.annotations.Nullable;

/**
 * Cohere's chat format, version 2.
 *
 * @see <a href="https://docs.cohere.com/reference/chat">Cohere: Chat</a>
 * @see <a href="https://docs.cohere.com/reference/chat-stream">Cohere: Chat with streaming</a>
 */
public final class CohereDialect implements Dialect {

    static final String NAME = "cohere";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyWatch watch() {
        return KeyWatch.NONE;
    }

    @Override
    public ChatRequest readRequest(JsonBody body) {
        return CohereRequestReader.read(body);
    }

    /** Images are fetched by the vendor; documents stand in the request as text. */
    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return kind == MediaKind.DOCUMENT;
    }

    @Override
    public boolean takes(MediaKind kind, String mediaType) {
        return kind == MediaKind.DOCUMENT ? Documents.isText(mediaType) : mediaType.startsWith("image/");
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return CohereRequestWriter.write(request, traits);
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return CohereReplyReader.read(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return CohereReplyWriter.write(reply, frame);
    }

    @Override
    public EventReader eventReader() {
        return new CohereEventReader();
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new CohereEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new CohereEventRelay();
    }

    /** Nothing in an answer of this format names the model. */
    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return CohereEventRelay.relayReply(body);
    }

    @Override
    public LlmException readError(VendorError error) {
        return CohereErrorReader.read(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return CohereErrorWriter.write(error, requestId);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return CohereErrorWriter.event(error, requestId);
    }
}
