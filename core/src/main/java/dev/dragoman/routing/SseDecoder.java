package dev.dragoman.routing;

import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into server-sent events. Bytes may arrive in any pieces, also inside a character or a line end.
 * Not thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">HTML: Interpreting
 *     an event stream</a>
 */
final class SseDecoder implements EventDecoder {

    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private final int maxEventBytes;
    private final Deque<SseEvent> ready = new ArrayDeque<>();
    private final ByteArrayOutputStream partialLine = new ByteArrayOutputStream(256);
    private @Nullable String event;
    private byte @Nullable [] data;
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    SseDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void feed(Slice piece) {
        byte[] bytes = piece.array();
        int end = piece.offset() + piece.length();
        int lineStart = piece.offset();
        if (afterCarriageReturn && lineStart < end && bytes[lineStart] == '\n') {
            lineStart++;
        }
        afterCarriageReturn = false;
        for (int i = lineStart; i < end; i++) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                continue;
            }
            line(bytes, lineStart, i - lineStart);
            if (b == '\r') {
                if (i + 1 == end) {
                    afterCarriageReturn = true;
                } else if (bytes[i + 1] == '\n') {
                    i++;
                }
            }
            lineStart = i + 1;
        }
        keep(bytes, lineStart, end - lineStart);
    }

    @Override
    public @Nullable SseEvent poll() {
        return ready.poll();
    }

    /** An event that lacks only its closing blank line counts, one cut in a line does not. */
    @Override
    public void end() {
        if (partialLine.size() == 0) {
            dispatch();
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        int held = partialLine.size() + (data == null ? 0 : data.length);
        if (length > maxEventBytes - held) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOO_LARGE, "event of the stream is larger than " + maxEventBytes + " bytes");
        }
        partialLine.write(bytes, offset, length);
    }

    private void line(byte[] bytes, int offset, int length) {
        if (partialLine.size() > 0) {
            keep(bytes, offset, length);
            byte[] whole = partialLine.toByteArray();
            partialLine.reset();
            wholeLine(whole, 0, whole.length);
        } else {
            wholeLine(bytes, offset, length);
        }
    }

    private void wholeLine(byte[] bytes, int offset, int length) {
        int skipped = atStart && length >= 3 && isByteOrderMark(bytes, offset) ? 3 : 0;
        atStart = false;
        int from = offset + skipped;
        int size = length - skipped;
        if (size == 0) {
            dispatch();
            return;
        }
        int colon = 0;
        while (colon < size && bytes[from + colon] != ':') {
            colon++;
        }
        int value = Math.min(size, colon + 1);
        if (value < size && bytes[from + value] == ' ') {
            value++;
        }
        field(bytes, from, colon, from + value, size - value);
    }

    private static boolean isByteOrderMark(byte[] bytes, int offset) {
        return bytes[offset] == (byte) 0xEF && bytes[offset + 1] == (byte) 0xBB && bytes[offset + 2] == (byte) 0xBF;
    }

    private void field(byte[] bytes, int name, int nameLength, int value, int valueLength) {
        if (matches(bytes, name, nameLength, DATA)) {
            appendData(bytes, value, valueLength);
        } else if (matches(bytes, name, nameLength, EVENT)) {
            event = new String(bytes, value, valueLength, StandardCharsets.UTF_8);
        }
    }

    private static boolean matches(byte[] bytes, int offset, int length, byte[] name) {
        return java.util.Arrays.equals(bytes, offset, offset + length, name, 0, name.length);
    }

    private void appendData(byte[] bytes, int offset, int length) {
        byte[] before = data;
        if (before == null) {
            data = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
            return;
        }
        if (length > maxEventBytes - before.length) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOO_LARGE, "event of the stream is larger than " + maxEventBytes + " bytes");
        }
        byte[] joined = java.util.Arrays.copyOf(before, before.length + 1 + length);
        joined[before.length] = '\n';
        System.arraycopy(bytes, offset, joined, before.length + 1, length);
        data = joined;
    }

    private void dispatch() {
        if (data != null) {
            ready.add(new SseEvent(event, data));
        }
        event = null;
        data = null;
    }
}
