package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.CallAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Speech that comes piece by piece. Always close it: closing before the end has the vendor's connection closed. Read by one thread;
 * any thread may close it.
 */
public final class Sound implements AutoCloseable {

    private final ByteStream bytes;
    private final AnsweredBy by;
    private final Cancellation cancellation;
    private volatile boolean ended;

    private Sound(ByteStream bytes, AnsweredBy by, Cancellation cancellation) {
        this.bytes = bytes;
        this.by = by;
        this.cancellation = cancellation;
    }

    static Sound read(CallAnswer answer, AnsweredBy by, Cancellation cancellation) {
        if (answer instanceof CallAnswer.Bytes streamed) {
            return new Sound(streamed.stream(), by, cancellation);
        }
        throw new IllegalStateException("no bytes (expected: speech)");
    }

    /** What the bytes are, such as {@code audio/mpeg}. */
    public String contentType() {
        return bytes.contentType();
    }

    /** Who answers. */
    public AnsweredBy by() {
        return by;
    }

    /**
     * Writes what is left of the sound, each piece as it comes.
     *
     * @throws LlmException when the vendor breaks off
     * @throws IOException when it cannot be written
     */
    public void transferTo(OutputStream out) throws IOException {
        Deque<Slice> pieces = new ArrayDeque<>();
        while (more(pieces)) {
            for (Slice piece = pieces.poll(); piece != null; piece = pieces.poll()) {
                out.write(piece.array(), piece.offset(), piece.length());
            }
        }
        for (Slice piece : pieces) {
            out.write(piece.array(), piece.offset(), piece.length());
        }
    }

    /**
     * What is left of the sound.
     *
     * @throws LlmException when the vendor breaks off
     */
    public byte[] readAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Deque<Slice> pieces = new ArrayDeque<>();
        while (more(pieces)) {
            // Each turn adds what came.
        }
        pieces.forEach(piece -> all.write(piece.array(), piece.offset(), piece.length()));
        return all.toByteArray();
    }

    @Override
    public void close() {
        if (!ended) {
            cancellation.cancel();
        }
        bytes.close();
    }

    private boolean more(Deque<Slice> into) {
        try {
            boolean more = bytes.next(into::add);
            ended = !more;
            return more;
        } catch (UpstreamException given) {
            ended = true;
            throw Turns.givenUp(given);
        }
    }
}
