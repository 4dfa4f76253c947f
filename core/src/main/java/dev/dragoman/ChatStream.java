package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.SseEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reply that comes piece by piece, read by pulling; nothing is read ahead of the reader but what came together.
 *
 * {@snippet :
 * try (ChatStream stream = dragoman.stream(Chat.of("anthropic/claude-sonnet-4-5", "Tell me a story."))) {
 *     for (ChatEvent event : stream) {
 *         if (event instanceof ChatEvent.Text text) {
 *             System.out.print(text.text());
 *         }
 *     }
 *     System.out.println(stream.reply().usage());
 * }
 * }
 *
 * <p>Always close it: closing before the end has the vendor's connection closed. It can be iterated over once, by one thread;
 * any thread may close it. The first event is there when the stream is, so a failure before that is thrown by
 * {@link Dragoman#stream}; one that comes later is thrown by the iterator, and what was heard before stands in
 * {@link #reply}.
 */
public final class ChatStream implements Iterable<ChatEvent>, AutoCloseable {

    private final Pull events;
    private final Heard heard;
    private final Settlement settlement;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private boolean begun;

    ChatStream(Pull events, Heard heard, Settlement settlement) {
        this.events = events;
        this.heard = heard;
        this.settlement = settlement;
    }

    /**
     * The steps of the reply, in order, as they come.
     *
     * @throws IllegalStateException when the stream was iterated over before
     */
    @Override
    public Iterator<ChatEvent> iterator() {
        if (begun) {
            throw new IllegalStateException("the stream is being read (expected: one reader)");
        }
        begun = true;
        return new Steps();
    }

    /** Reads the rest of the stream, handing over each piece of text of the first answer, and returns the whole reply. */
    public Reply forEachText(Consumer<String> text) {
        for (ChatEvent event : this) {
            if (event instanceof ChatEvent.Text said && said.choice() == 0) {
                text.accept(said.text());
            }
        }
        return reply();
    }

    /** The reply as far as it was heard: after the end, the whole of it with its usage. */
    public Reply reply() {
        return heard.reply();
    }

    /** Ends the reading; before the end of the reply it closes the vendor's connection. */
    @Override
    public void close() {
        events.close();
        settlement.ended(heard::reply);
    }

    private boolean fill() {
        try {
            while (ready.isEmpty()) {
                SseEvent event = events.next();
                if (event == null) {
                    settlement.ended(heard::reply);
                    return false;
                }
                heard.hear(event, ready::add);
            }
            return true;
        } catch (LlmException broken) {
            settlement.broke(heard::reply, broken);
            throw broken;
        }
    }

    private final class Steps implements Iterator<ChatEvent> {

        @Override
        public boolean hasNext() {
            return fill();
        }

        @Override
        public ChatEvent next() {
            @Nullable ChatEvent next = fill() ? ready.poll() : null;
            if (next == null) {
                throw new NoSuchElementException("the stream has ended");
            }
            return next;
        }
    }
}
