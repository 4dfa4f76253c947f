package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.wire.ByteSink;
import dev.dragoman.http.Slice;
import io.netty.buffer.ByteBuf;

/**
 * Copies an answer's bytes into arrays for its reader. A body of known, moderate length gets one array of that length, so
 * that reading it whole copies nothing more.
 */
final class PieceBuffer implements ByteSink {

    private static final int ONE_ARRAY = 1 << 20;
    private static final byte[] NOTHING = {};

    private final Inlet inlet;
    private byte[] array = NOTHING;
    private int from;
    private int at;
    private int expected;

    PieceBuffer(Inlet inlet) {
        this.inlet = inlet;
    }

    /** Makes ready for a body of that length; negative when it is not known. */
    void expect(long length) {
        expected = length > 0 && length <= ONE_ARRAY ? (int) length : 0;
    }

    @Override
    public void take(ByteBuf in, int length) {
        if (length > array.length - at) {
            publish();
            array = new byte[Math.max(expected, Math.max(length, in.readableBytes()))];
            from = 0;
            at = 0;
            expected = 0;
        }
        in.readBytes(array, at, length);
        at += length;
    }

    /** How many bytes the reader cannot see yet. */
    int unpublished() {
        return at - from;
    }

    /** Lets the reader have what was copied. */
    void publish() {
        if (at > from) {
            inlet.piece(new Slice(array, from, at - from));
            from = at;
        }
    }
}
