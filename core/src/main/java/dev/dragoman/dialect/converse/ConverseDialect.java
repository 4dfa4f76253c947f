package dev.dragoman.dialect.converse;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Bedrock's Converse format. Events of a stream are named by their type; how they are framed is no matter of this.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">AWS: Converse</a>
 */
public final class ConverseDialect implements Dialect {

    static final String NAME = "converse";

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
        return ConverseRequestReader.read(body);
    }

    /** Only what lies in S3 is fetched by the vendor. */
    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return !source.url().startsWith(Media.S3);
    }

    @Override
    public List<String> betasInBody(List<String> announced, ModelTraits traits) {
        return ClaudeBetas.here(announced, new ConverseModel(traits));
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return ConverseRequestWriter.write(request, traits);
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return ConverseReplyReader.read(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return ConverseReplyWriter.write(reply);
    }

    @Override
    public EventReader eventReader() {
        return new ConverseEventReader();
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new ConverseEventWriter();
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new ConverseEventRelay(frame.model());
    }

    /** Nothing in an answer of this format names the model. */
    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return ConverseEventRelay.relayReply(body);
    }

    @Override
    public LlmException readError(VendorError error) {
        return ConverseErrorReader.read(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return ConverseErrorWriter.write(error);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return new SseEvent(ConverseErrorWriter.eventName(error), ConverseErrorWriter.write(error));
    }
}
