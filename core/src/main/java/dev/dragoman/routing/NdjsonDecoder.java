package dev.dragoman.routing;

import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamException.Kind;
import dev.dragoman.model.SseEvent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into lines, each of which is a JSON value and ends with a line feed; a carriage return before it is
 * white space. Empty lines are passed over.
 *
 * @see <a href="https://github.com/ndjson/ndjson-spec">Newline Delimited JSON</a>
 */
final class NdjsonDecoder implements EventDecoder {

    private final int maxEventBytes;
    private final Deque<SseEvent> ready = new ArrayDeque<>();
    private byte[] held = new byte[256];
    private int length;

    NdjsonDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void feed(Slice piece) {
        byte[] bytes = piece.array();
        int end = piece.offset() + piece.length();
        int start = piece.offset();
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                line(bytes, start, i - start);
                start = i + 1;
            }
        }
        keep(bytes, start, end - start);
    }

    @Override
    public @Nullable SseEvent poll() {
        return ready.poll();
    }

    @Override
    public void end() {
        if (!isBlank(held, 0, length)) {
            throw new UpstreamException(Kind.RESET, "the vendor's stream ended inside a line of " + length + " bytes");
        }
    }

    private void line(byte[] bytes, int offset, int size) {
        if (length == 0) {
            requireRoom(size);
            dispatch(bytes, offset, size);
        } else {
            keep(bytes, offset, size);
            int whole = length;
            length = 0;
            dispatch(held, 0, whole);
        }
    }

    private void dispatch(byte[] bytes, int offset, int size) {
        if (!isBlank(bytes, offset, size)) {
            ready.add(SseEvent.data(Arrays.copyOfRange(bytes, offset, offset + size)));
        }
    }

    private void keep(byte[] bytes, int offset, int size) {
        requireRoom(size);
        if (held.length - length < size) {
            held = Arrays.copyOf(held, Math.max(2 * held.length, length + size));
        }
        System.arraycopy(bytes, offset, held, length, size);
        length += size;
    }

    private void requireRoom(int size) {
        if (size > maxEventBytes - length) {
            throw new UpstreamException(
                    Kind.TOO_LARGE, "event of the stream is larger than " + maxEventBytes + " bytes");
        }
    }

    private static boolean isBlank(byte[] bytes, int offset, int size) {
        for (int i = offset; i < offset + size; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
