package dev.dragoman.gateway.endpoint;

import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Server-sent events. */
final class SseBuffer implements EventBuffer {

    private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[512];
    private int size;

    @Override
    public void accept(SseEvent event) {
        String name = event.event();
        if (name != null) {
            put(EVENT, 0, EVENT.length);
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            put(utf8, 0, utf8.length);
            newline();
        }
        lines(event.data());
        newline();
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public Body take() {
        Body body = new Body(List.of(new Slice(bytes, 0, size)));
        bytes = new byte[Math.max(512, Math.min(size * 2, 16 << 10))];
        size = 0;
        return body;
    }

    /** The end of the body is the end of the stream. */
    @Override
    public void end() {}

    private void lines(byte[] data) {
        int from = 0;
        for (int i = 0; i <= data.length; i++) {
            if (i == data.length || data[i] == '\n') {
                put(DATA, 0, DATA.length);
                put(data, from, i - from);
                newline();
                from = i + 1;
            }
        }
    }

    private void newline() {
        reserve(1);
        bytes[size++] = '\n';
    }

    private void put(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
