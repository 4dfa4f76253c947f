package dev.dragoman.dialect.openai;

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
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Chat Completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI: Chat Completions</a>
 */
public final class OpenAiDialect implements Dialect {

    /** Its name. */
    public static final String NAME = "openai";

    /** Members that clients of other vendors put into a request, and that OpenAI itself refuses. */
    static final KeyWatch WATCH = KeyWatch.of(
            "cache_control",
            "reasoning_content",
            "reasoning",
            "thinking_blocks",
            "thinking",
            "data",
            "provider_specific_fields",
            "images",
            "image_url",
            "index",
            "prefix",
            "format",
            "image_url",
            "tool_call_id",
            "parameters");

    private final boolean thinkTags;

    /** The dialect as OpenAI speaks it. */
    public OpenAiDialect() {
        this(false);
    }

    /**
     * The dialect as compatible servers speak it.
     *
     * @param thinkTags whether {@code <think>...</think>} at the start of an answer is its reasoning
     */
    public OpenAiDialect(boolean thinkTags) {
        this.thinkTags = thinkTags;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyWatch watch() {
        return WATCH;
    }

    @Override
    public ChatRequest readRequest(JsonBody body) {
        return new OpenAiRequestReader(body).read();
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return new OpenAiRequestWriter(request).write();
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return new OpenAiReplyReader(thinkTags).read(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return new OpenAiReplyWriter(reply, frame).write();
    }

    @Override
    public EventReader eventReader() {
        return new OpenAiEventReader(thinkTags);
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new OpenAiEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new OpenAiEventRelay(frame);
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return Relayed.reply(body, frame);
    }

    @Override
    public LlmException readError(VendorError error) {
        return OpenAiErrorReader.read(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return OpenAiErrorWriter.write(error);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return SseEvent.data(OpenAiErrorWriter.write(error));
    }
}
