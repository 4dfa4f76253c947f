package dev.dragoman.dialect.ollama;

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
 * Ollama's own chat format. An event of a stream is a line of it.
 *
 * @see <a href="https://docs.ollama.com/api/chat">Ollama: Generate a chat message</a>
 */
public final class OllamaDialect implements Dialect {

    static final String NAME = "ollama";

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
        return OllamaRequestReader.read(body);
    }

    /** The server fetches nothing. */
    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return kind == MediaKind.IMAGE;
    }

    @Override
    public boolean takes(MediaKind kind, String mediaType) {
        return kind == MediaKind.IMAGE && mediaType.startsWith("image/");
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return OllamaRequestWriter.write(request, traits);
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return OllamaReplyReader.read(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return OllamaReplyWriter.write(reply, frame);
    }

    @Override
    public EventReader eventReader() {
        return new OllamaEventReader();
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new OllamaEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new OllamaEventRelay(frame.model());
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return OllamaEventRelay.relayReply(body, frame.model());
    }

    @Override
    public LlmException readError(VendorError error) {
        return OllamaErrorReader.read(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return OllamaErrorWriter.write(error);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return SseEvent.data(OllamaErrorWriter.write(error));
    }
}
