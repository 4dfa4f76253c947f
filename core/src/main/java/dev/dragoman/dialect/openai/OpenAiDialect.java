package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.AnswerEvents;
import dev.dragoman.dialect.AnswerTool;
import dev.dragoman.dialect.Answers;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Chat Completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI: Chat Completions</a>
 */
public final class OpenAiDialect implements Dialect {

    /** Its name. */
    public static final String NAME = "openai";

    /** The longest id of a tool call that OpenAI takes. */
    private static final int LONGEST_CALL_ID = 40;

    /** Members that clients of other vendors put into a request, and what OpenAI or compatible servers refuse or may refuse. */
    static final KeyWatch WATCH = KeyWatch.builder()
            .name("cache_control")
            .name("reasoning_content")
            .name("reasoning")
            .name("thinking_blocks")
            .name("thinking")
            .text("type", "redacted_thinking")
            .name("provider_specific_fields")
            .name("images")
            .beginning("image_url", '"')
            .name("index")
            .name("prefix")
            .name("format")
            .longText("tool_call_id", LONGEST_CALL_ID)
            .beginning("parameters", 'n')
            .text("role", "developer")
            .text("role", "system")
            .textBeginning(FileParts.FILE_ID, "http")
            .build();

    private final boolean thinkTags;
    private final boolean answerTool;

    /** The dialect as OpenAI speaks it. */
    public OpenAiDialect() {
        this(false);
    }

    /**
     * The dialect as compatible servers speak it.
     *
     * @param thinkTags whether an answer may tell its reasoning as {@code reasoning}, or as {@code <think>...</think>} at its start
     */
    public OpenAiDialect(boolean thinkTags) {
        this(thinkTags, false);
    }

    private OpenAiDialect(boolean thinkTags, boolean answerTool) {
        this.thinkTags = thinkTags;
        this.answerTool = answerTool;
    }

    /**
     * The dialect of a server whose models cannot be bound to a schema, so that they are made to call the {@link AnswerTool}: what it
     * answers by a call of that tool is read and relayed as its answer.
     */
    public static OpenAiDialect answeringByTool() {
        return new OpenAiDialect(false, true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyWatch watch() {
        return WATCH;
    }

    /** The vendor fetches images itself; documents it takes as bytes or as uploaded files only. */
    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return kind == MediaKind.DOCUMENT && FileParts.isWeb(source.url());
    }

    @Override
    public Map<MediaSource.Url, MediaKind> addressesToReplace(JsonBody body) {
        return FileParts.addresses(body);
    }

    @Override
    public JsonBody withBytes(JsonBody body, Map<MediaSource.Url, MediaSource.Base64> fetched) {
        return FileParts.replaced(body, fetched);
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
        ChatReply reply = new OpenAiReplyReader(thinkTags).read(body);
        return answerTool ? Answers.unwrap(reply) : reply;
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return new OpenAiReplyWriter(reply, frame).write();
    }

    @Override
    public EventReader eventReader() {
        EventReader reader = new OpenAiEventReader(thinkTags);
        return answerTool ? new AnswerEvents(reader) : reader;
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new OpenAiEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        Reshaping own = answerTool ? AnswerRelay.ofStream() : thinkTags ? CompatibleRelay.ofStream() : null;
        return new OpenAiEventRelay(frame, frame.mergeReasoning() ? merging(own, ThoughtRelay.ofStream()) : own);
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        Reshaping own = answerTool ? AnswerRelay.ofReply() : thinkTags ? CompatibleRelay.ofReply() : null;
        return Relayed.reply(body, frame, frame.mergeReasoning() ? merging(own, ThoughtRelay.ofReply()) : own);
    }

    private static Reshaping merging(@Nullable Reshaping own, ThoughtRelay thoughts) {
        return own == null ? thoughts : own.then(thoughts);
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
