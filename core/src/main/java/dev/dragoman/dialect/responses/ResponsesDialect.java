package dev.dragoman.dialect.responses;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Responses.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">OpenAI: Responses</a>
 */
public final class ResponsesDialect implements Dialect {

    /** Its name. */
    public static final String NAME = "responses";

    /** The longest id of a call that OpenAI takes. */
    public static final int LONGEST_CALL_ID = 64;

    /** Members that clients of other vendors, or answers of other vendors that are sent back, put into a request. */
    static final KeyWatch WATCH = KeyWatch.builder()
            .name("cache_control")
            .name(VendorFields.NAME)
            .longText("call_id", LONGEST_CALL_ID)
            .textBeginning("encrypted_content", Thoughts.FOREIGN)
            .build();

    private final Dialect errors;
    private final Troubles troubles;

    /**
     * The dialect.
     *
     * @param errors Chat Completions, whose errors are the same
     */
    public ResponsesDialect(Dialect errors) {
        this.errors = errors;
        this.troubles = new Troubles(errors);
    }

    /** Whether the encrypted content of a reasoning item is what a vendor of another dialect wants back. */
    public static boolean isForeign(String encryptedContent) {
        return Thoughts.isForeign(encryptedContent);
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
        return new ResponsesRequestReader(body).read();
    }

    @Override
    public List<String> untranslatable(JsonBody body) {
        return OwnMembers.of(body);
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return new ResponsesRequestWriter(request, traits).write();
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return new ResponsesReplyReader(troubles).read(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return ResponsesReplyWriter.write(reply, frame);
    }

    @Override
    public EventReader eventReader() {
        return new ResponsesEventReader(troubles);
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new ResponsesEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new ResponsesEventRelay(troubles, frame);
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return ResponsesEventRelay.reply(body, frame, troubles);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.readError(error);
    }

    @Override
    public byte[] writeError(LlmException error, @Nullable String requestId) {
        return errors.writeError(error, requestId);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId) {
        return writeErrorEvent(error, requestId, 0);
    }

    @Override
    public SseEvent writeErrorEvent(LlmException error, @Nullable String requestId, long eventsBefore) {
        return ErrorEvents.write(errors.writeError(error, requestId), eventsBefore);
    }
}
