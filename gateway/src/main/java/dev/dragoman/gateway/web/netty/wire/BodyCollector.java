package dev.dragoman.gateway.web.netty.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Gathers a body into one array, which grows with what arrives and not with what was announced. Room is taken for large
 * bodies only: small ones are as good as free.
 */
public final class BodyCollector implements ByteSink {

    private static final int TRUSTED = 1 << 20;
    private static final int SMALL = 64 << 10;
    private static final byte[] NOTHING = {};

    private final int limit;
    private final int announced;
    private final BodyRoom room;
    private byte[] bytes = NOTHING;
    private int length;
    private long roomTaken;

    /**
     * A collector of one body.
     *
     * @param announced the length that the sender announced; -1 for none
     * @param limit the most bytes to accept
     * @param room where memory for large bodies is taken from; to be given back by the caller
     * @throws WireException with 413 when more than the limit is announced, with 503 when there is no room
     */
    public BodyCollector(long announced, int limit, BodyRoom room) {
        if (announced > limit) {
            throw tooLarge(limit);
        }
        this.limit = limit;
        this.announced = (int) announced;
        this.room = room;
        if (announced > 0) {
            grow(Math.min(this.announced, TRUSTED));
        }
    }

    @Override
    public void take(ByteBuf in, int more) {
        if (more > limit - length) {
            throw tooLarge(limit);
        }
        if (more > bytes.length - length) {
            grow(capacityFor(length + more));
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

    /** How much room was taken. */
    public long roomTaken() {
        return roomTaken;
    }

    private void grow(int capacity) {
        if (capacity > SMALL) {
            long more = capacity - roomTaken;
            if (!room.take(more)) {
                throw new WireException(503, "too many large requests are being handled; try again later");
            }
            roomTaken = capacity;
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }

    private int capacityFor(int needed) {
        int doubled = (int) Math.min(Math.max(2L * bytes.length, 1024), limit);
        int bounded = announced > 0 ? Math.min(doubled, announced) : doubled;
        return Math.max(bounded, needed);
    }

    private static WireException tooLarge(int limit) {
        return new WireException(413, "request body is larger than " + limit + " bytes");
    }
}
