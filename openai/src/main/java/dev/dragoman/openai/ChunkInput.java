package dev.dragoman.openai;

import dev.dragoman.JsonStream;
import dev.dragoman.error.LlmException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;

/** A streamed reply as server-sent events; nothing is pulled before the client reads. Any thread may close it. */
final class ChunkInput extends InputStream {

    private final JsonStream stream;
    private final Iterator<String> chunks;
    private byte[] piece = new byte[0];
    private int at;
    private boolean ended;

    ChunkInput(JsonStream stream) {
        this.stream = stream;
        this.chunks = stream.iterator();
    }

    @Override
    public int read() {
        return fill() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return piece.length - at;
    }

    @Override
    public void close() {
        stream.close();
    }

    private boolean fill() {
        if (at == piece.length && !ended) {
            piece = event(next()).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return at < piece.length;
    }

    private String next() {
        try {
            if (chunks.hasNext()) {
                return chunks.next();
            }
            ended = true;
            return "[DONE]";
        } catch (LlmException broken) {
            ended = true;
            return new String(Answers.error(broken), StandardCharsets.UTF_8);
        }
    }

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }
}
