package dev.dragoman.gateway.web.netty.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers a body into one array, which grows with what arrives and not with what was announced. */
public final class BodyCollector implements ByteSink {

    private static final int TRUSTED = 1 << 20;
    private static final byte[] NOTHING = {};

    private final int limit;
    private final int announced;
    private byte[] bytes;
    private int length;

    /**
     * A collector of one body.
     *
     * @param announced the length that the sender announced; -1 for none
     * @param limit the most bytes to accept
     * @throws WireException with 413 when more than the limit is announced
     */
    public BodyCollector(long announced, int limit) {
        if (announced > limit) {
            throw tooLarge(limit);
        }
        this.limit = limit;
        this.announced = (int) announced;
        this.bytes = announced > 0 ? new byte[Math.min(this.announced, TRUSTED)] : NOTHING;
    }

    @Override
    public void take(ByteBuf in, int more) {
        if (more > limit - length) {
            throw tooLarge(limit);
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, grown(length + more));
        }
        in.readBytes(bytes, length, more);
        length += more;
    }

    /** Takes what belongs to the announced length; whether it is complete. */
    public boolean takeAnnounced(ByteBuf in) {
        take(in, Math.min(announced - length, in.readableBytes()));
        return length == announced;
    }

    /** The body. */
    public byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private int grown(int needed) {
        int doubled = (int) Math.min(Math.max(2L * bytes.length, 1024), limit);
        int bounded = announced > 0 ? Math.min(doubled, announced) : doubled;
        return Math.max(bounded, needed);
    }

    private static WireException tooLarge(int limit) {
        return new WireException(413, "request body is larger than " + limit + " bytes");
    }
}
