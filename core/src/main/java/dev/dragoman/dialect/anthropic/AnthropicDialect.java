package dev.dragoman.dialect.anthropic;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages format.
 *
 * @see <a href="https://docs.claude.com/en/api/messages">Messages API</a>
 */
public final class AnthropicDialect implements Dialect {

    public static final String NAME = "anthropic";

    private static final ToolNameRule TOOL_NAMES = new ToolNameRule(128, "-", false);
    private static final Set<String> FILES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

    @Override
    public String name() {
        return NAME;
    }

    /** Nothing: whatever a client of this format says, the vendor understands. */
    @Override
    public KeyWatch watch() {
        return KeyWatch.NONE;
    }

    /** The vendor fetches media itself, but only over TLS. */
    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return isWritten(kind) && source.url().startsWith("http://");
    }

    @Override
    public boolean takes(MediaKind kind, String mediaType) {
        return FILES.contains(mediaType) || isText(kind, mediaType);
    }

    /** Texts become plain text documents. */
    private static boolean isText(MediaKind kind, String mediaType) {
        return kind == MediaKind.DOCUMENT && mediaType.startsWith("text/");
    }

    private static boolean isWritten(MediaKind kind) {
        return kind == MediaKind.IMAGE || kind == MediaKind.DOCUMENT;
    }

    @Override
    public ChatRequest readRequest(JsonBody body) {
        return AnthropicRequestReader.read(body);
    }

    @Override
    public ToolNameRule toolNames() {
        return TOOL_NAMES;
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return AnthropicRequestWriter.write(request, traits);
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return AnthropicReplyReader.read(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return AnthropicReplyWriter.write(reply, frame);
    }

    @Override
    public EventReader eventReader() {
        return new AnthropicEventReader();
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new AnthropicEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new AnthropicEventRelay(frame);
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return AnthropicEventRelay.relayReply(body, frame);
    }

    @Override
    public LlmException readError(VendorError error) {
        return AnthropicErrorReader.read(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return AnthropicErrorWriter.write(error, requestId);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return new SseEvent("error", AnthropicErrorWriter.write(error, requestId));
    }
}
