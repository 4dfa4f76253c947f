package dev.dragoman.dialect.gemini;

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
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Google's {@code generateContent} format.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Generating content</a>
 */
public final class GeminiDialect implements Dialect {

    static final String NAME = "gemini";

    private static final ToolNameRule TOOL_NAMES = new ToolNameRule(64, ".:-", true);

    @Override
    public String name() {
        return NAME;
    }

    /** Nothing: whatever a client of this format says, the vendor understands. */
    @Override
    public KeyWatch watch() {
        return KeyWatch.NONE;
    }

    @Override
    public ChatRequest readRequest(JsonBody body) {
        return GeminiRequestReader.read(body);
    }

    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return !RemoteFiles.areReadable(source.url());
    }

    @Override
    public boolean takes(MediaKind kind, String mediaType) {
        return kind.fits(mediaType) && InlineTypes.contain(mediaType);
    }

    @Override
    public ToolNameRule toolNames() {
        return TOOL_NAMES;
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return GeminiRequestWriter.write(request, traits);
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return GeminiReplyReader.read(body);
    }

    @Override
    public @Nullable Usage toldIn(JsonObject answer) {
        JsonObject usage = answer.object("usageMetadata");
        return usage == null ? null : GeminiUsage.of(usage);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return GeminiReplyWriter.write(reply, frame);
    }

    @Override
    public EventReader eventReader() {
        return new GeminiEventReader();
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new GeminiEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new GeminiEventRelay(frame);
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return GeminiEventRelay.relayReply(body, frame);
    }

    @Override
    public LlmException readError(VendorError error) {
        return GeminiErrorReader.read(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return GeminiErrorWriter.write(error, requestId);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return SseEvent.data(GeminiErrorWriter.write(error, requestId));
    }
}
