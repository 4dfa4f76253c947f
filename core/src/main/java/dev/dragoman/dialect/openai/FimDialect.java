package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.TranslatedEvents;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.http.Body;
import dev.dragoman.model.ChatReply;

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
        return new TranslatedEvents(chat.eventReader(), spoken.eventWriter(frame));
    }
}
