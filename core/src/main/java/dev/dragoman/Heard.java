package dev.dragoman;

import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.SseEvent;
import java.util.function.Consumer;

/** What was heard of a streamed answer so far. Not thread-safe. */
final class Heard {

    private final Dialect openai;
    private final EventReader reader;
    private final ReplyFrame frame;
    private final AnsweredBy by;
    private final ChatCollector collector = new ChatCollector();

    Heard(Dialect openai, ReplyFrame frame, AnsweredBy by) {
        this.openai = openai;
        this.reader = openai.eventReader();
        this.frame = frame;
        this.by = by;
    }

    /** Takes an event in OpenAI's form and hands its steps on. */
    void hear(SseEvent event, Consumer<ChatEvent> into) {
        reader.read(event, step -> {
            collector.accept(step);
            into.accept(step);
        });
    }

    /** The reply that the stream makes up so far. */
    Reply reply() {
        ChatReply heard = collector.reply();
        return Reply.of(openai.writeReply(heard, frame), heard, by);
    }
}
