package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes waiting to be copied to a connection, in the arrays they came in. */
public final class SliceQueue {

    private final Deque<Slice> slices = new ArrayDeque<>(4);
    private int offset;
    private long length;

    /** Appends a body. */
    public void add(Body body) {
        for (Slice slice : body.slices()) {
            if (slice.length() > 0) {
                slices.add(slice);
                length += slice.length();
            }
        }
    }

    /** The number of bytes that wait. */
    public long length() {
        return length;
    }

    /** Moves the first {@code count} bytes into the buffer, which must have room. */
    public void copyTo(ByteBuf out, int count) {
        int left = count;
        while (left > 0) {
            Slice slice = slices.element();
            int part = Math.min(left, slice.length() - offset);
            out.writeBytes(slice.array(), slice.offset() + offset, part);
            left -= part;
            offset += part;
            if (offset == slice.length()) {
                slices.remove();
                offset = 0;
            }
        }
        length -= count;
    }

    /** Forgets everything. */
    public void clear() {
        slices.clear();
        offset = 0;
        length = 0;
    }
}
