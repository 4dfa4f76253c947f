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
 * OpenAI's older format, in which a model goes on with a text. To a chat model the text is what the user says.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/completions">OpenAI: Completions</a>
 */
public final class TextDialect implements Dialect {

    /** Its name. */
    public static final String NAME = "text_completion";

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
        return TextRequestReader.read(body);
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        return new TextRequestWriter(request).write();
    }

    @Override
    public ChatReply readReply(byte[] body) {
        return TextReplies.read(body);
    }

    @Override
    public byte[] writeReply(ChatReply reply, ReplyFrame frame) {
        return TextReplies.write(reply, frame);
    }

    @Override
    public EventReader eventReader() {
        return new TextEventReader();
    }

    @Override
    public EventWriter eventWriter(ReplyFrame frame) {
        return new TextEventWriter(frame);
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new OpenAiEventRelay(frame, null);
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        return Relayed.reply(body, frame, null);
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
