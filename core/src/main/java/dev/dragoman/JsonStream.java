package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A streamed reply as the chunks of OpenAI's Chat Completions, each a JSON text; the closing {@code [DONE]} is left out. As with
 * {@link ChatStream}: read once, by one thread; always close it, from any thread.
 */
public final class JsonStream implements Iterable<String>, AutoCloseable {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Pull events;
    private final AnsweredBy by;
    private final @Nullable Heard heard;
    private final Settlement settlement;
    private boolean begun;

    /** A stream; {@code heard} is null when nobody wants to know how it ends. */
    JsonStream(Pull events, AnsweredBy by, @Nullable Heard heard, Settlement settlement) {
        this.events = events;
        this.by = by;
        this.heard = heard;
        this.settlement = settlement;
    }

    /** The provider that answers. */
    public String provider() {
        return by.provider();
    }

    /** The model that answers, as its provider names it. */
    public String model() {
        return by.model();
    }

    /**
     * The chunks, in order, as they come.
     *
     * @throws IllegalStateException when the stream was iterated over before
     */
    @Override
    public Iterator<String> iterator() {
        if (begun) {
            throw new IllegalStateException("the stream is being read (expected: one reader)");
        }
        begun = true;
        return new Chunks();
    }

    /** Ends the reading; before the end of the reply it closes the vendor's connection. */
    @Override
    public void close() {
        events.close();
        settle();
    }

    private void settle() {
        Heard all = heard;
        if (all != null) {
            settlement.ended(all::reply);
        }
    }

    private @Nullable String pulled() {
        try {
            SseEvent event = events.next();
            if (event != null && heard != null) {
                heard.hear(event, step -> {});
            }
            if (event != null && !Arrays.equals(event.data(), DONE)) {
                return event.text();
            }
            settle();
            return null;
        } catch (LlmException broken) {
            settlement.broke(() -> heard == null ? null : heard.reply(), broken);
            throw broken;
        }
    }

    private final class Chunks implements Iterator<String> {

        private @Nullable String next;
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (next == null && !ended) {
                next = pulled();
                ended = next == null;
            }
            return next != null;
        }

        @Override
        public String next() {
            String chunk = hasNext() ? next : null;
            if (chunk == null) {
                throw new NoSuchElementException("the stream has ended");
            }
            next = null;
            return chunk;
        }
    }
}
