package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.http.Body;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.function.Consumer;

/**
 * Mistral's completions of what is between two texts: asked as OpenAI's older completions are, answered as a chat is.
 *
 * @param spoken OpenAI's older format, in which clients ask
 * @param chat the format of the answers
 * @see <a href="https://docs.mistral.ai/api/#tag/fim">Mistral AI: FIM API</a>
 */
public record FimDialect(Dialect spoken, Dialect chat) implements WrappedDialect {

    @Override
    public ChatReply readReply(byte[] body) {
        return chat.readReply(body);
    }

    @Override
    public EventReader eventReader() {
        return chat.eventReader();
    }

    @Override
    public RelayedReply relayReply(byte[] body, ReplyFrame frame) {
        ChatReply reply = chat.readReply(body);
        return new RelayedReply(Body.of(spoken.writeReply(reply, frame)), reply.usage());
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return new Retold(chat.eventReader(), spoken.eventWriter(frame));
    }

    /** Events of a chat told as those of a text. */
    private static final class Retold implements EventRelay {

        private final EventReader reader;
        private final EventWriter writer;
        private Usage usage = Usage.NONE;
        private boolean complete;

        Retold(EventReader reader, EventWriter writer) {
            this.reader = reader;
            this.writer = writer;
        }

        @Override
        public void relay(SseEvent event, Consumer<SseEvent> into) {
            reader.read(event, step -> step(step, into));
        }

        @Override
        public void end(Consumer<SseEvent> into) {
            reader.end(step -> step(step, into));
        }

        private void step(ChatEvent step, Consumer<SseEvent> into) {
            if (step instanceof ChatEvent.UsageReported reported) {
                usage = usage.updatedBy(reported.usage());
            }
            complete |= step instanceof ChatEvent.Ended;
            writer.write(step, into);
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public Usage usage() {
            return usage;
        }
    }
}
