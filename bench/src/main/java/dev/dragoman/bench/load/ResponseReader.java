package dev.dragoman.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads one HTTP/1.1 response after the other, handing on the bytes of the bodies. Not thread-safe. */
final class ResponseReader {

    private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private final BodySink body;
    private byte[] head = new byte[512];
    private int headSize;
    private int lastFour;
    private State state = State.HEAD;
    private long left;

    ResponseReader(BodySink body) {
        this.body = body;
    }

    private enum State {
        HEAD,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK,
        AFTER_CHUNK,
        TRAILER
    }

    /** Takes the bytes of bodies. */
    @FunctionalInterface
    interface BodySink {
        void feed(byte[] bytes, int from, int to);
    }

    /**
     * Takes bytes from the socket.
     *
     * @return how many of them belong to the current response; when fewer than given, or when {@link #complete()}, the
     *     response is over
     * @throws IOException when the status is not 200 or the framing is broken
     */
    int feed(byte[] bytes, int length) throws IOException {
        int at = 0;
        boolean over = false;
        while (at < length && !over) {
            at = step(bytes, at, length);
            over = complete();
        }
        return at;
    }

    /** Whether a response was read to its end, and nothing of the next one. */
    boolean complete() {
        return state == State.HEAD && headSize == 0;
    }

    private int step(byte[] bytes, int at, int length) throws IOException {
        return switch (state) {
            case HEAD -> head(bytes[at], at);
            case FIXED_BODY, CHUNK -> content(bytes, at, length);
            case CHUNK_SIZE -> chunkSize(bytes[at], at);
            case CHUNK_EXTENSION -> chunkExtension(bytes[at], at);
            case AFTER_CHUNK -> afterChunk(bytes[at], at);
            case TRAILER -> trailer(bytes[at], at);
        };
    }

    private int head(byte b, int at) throws IOException {
        if (headSize == head.length) {
            head = Arrays.copyOf(head, headSize * 2);
        }
        head[headSize++] = b;
        lastFour = lastFour << 8 | b & 0xFF;
        if (lastFour == END) {
            headComplete(new String(head, 0, headSize, StandardCharsets.ISO_8859_1));
        }
        return at + 1;
    }

    private void headComplete(String text) throws IOException {
        if (!text.startsWith("200", "HTTP/1.1 ".length())) {
            throw new IOException("status " + text.lines().findFirst().orElse("none") + " (expected: 200)");
        }
        headSize = 0;
        lastFour = 0;
        String lower = text.toLowerCase(Locale.ROOT);
        int length = lower.indexOf("\ncontent-length:");
        if (lower.contains("\ntransfer-encoding: chunked")) {
            beginChunk();
        } else if (length >= 0) {
            int from = length + "\ncontent-length:".length();
            left = Long.parseLong(
                    lower.substring(from, lower.indexOf('\r', from)).strip());
            state = left == 0 ? State.HEAD : State.FIXED_BODY;
        } else {
            throw new IOException("response without content-length or chunks");
        }
    }

    private void beginChunk() {
        left = 0;
        state = State.CHUNK_SIZE;
    }

    private int content(byte[] bytes, int at, int length) {
        int end = (int) Math.min(length, at + left);
        body.feed(bytes, at, end);
        left -= end - at;
        if (left == 0) {
            state = state == State.CHUNK ? State.AFTER_CHUNK : State.HEAD;
        }
        return end;
    }

    private int chunkSize(byte b, int at) throws IOException {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            left = left * 16 + digit;
            return at + 1;
        }
        if (b != '\r' && b != ';') {
            throw new IOException("byte " + b + " in a chunk's size");
        }
        state = State.CHUNK_EXTENSION;
        return at;
    }

    private int chunkExtension(byte b, int at) {
        if (b == '\n') {
            state = left == 0 ? State.TRAILER : State.CHUNK;
            lastFour = '\r' << 8 | '\n';
        }
        return at + 1;
    }

    private int afterChunk(byte b, int at) {
        if (b == '\n') {
            beginChunk();
        }
        return at + 1;
    }

    private int trailer(byte b, int at) {
        lastFour = lastFour << 8 | b & 0xFF;
        if (lastFour == END) {
            lastFour = 0;
            state = State.HEAD;
        }
        return at + 1;
    }
}
