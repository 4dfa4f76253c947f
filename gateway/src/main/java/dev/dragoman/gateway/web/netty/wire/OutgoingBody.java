package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The unsent part of a message: its head and the slices of its body. They are copied to the connection in portions, as
 * it takes them, so that a long body never lies in network buffers as a whole; short pieces travel together.
 */
public final class OutgoingBody {

    /** The most bytes of body in one portion. */
    private static final int PORTION = 64 << 10;

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK_OVERHEAD = 12;

    private final SliceQueue unsent = new SliceQueue();
    private boolean chunked;
    private boolean ended = true;
    private boolean terminated = true;
    private @Nullable ByteBuf head;

    /**
     * Begins a message.
     *
     * @param head what goes before the body; released with the message
     * @param chunked whether the body is sent in chunks
     */
    public void begin(ByteBuf head, boolean chunked) {
        release();
        this.head = head;
        this.chunked = chunked;
        ended = false;
        terminated = false;
    }

    /** Adds to the body. */
    public void add(Body body) {
        unsent.add(body);
    }

    /** Nothing will be added any more. */
    public void end() {
        ended = true;
        terminated |= !chunked && isDrained();
    }

    /** Whether head and all bytes so far were handed to the connection. */
    public boolean isDrained() {
        return unsent.length() == 0 && head == null;
    }

    /** Whether the whole message was handed to the connection. */
    public boolean isComplete() {
        return terminated && head == null;
    }

    /** Hands over as much as the connection takes now, without flushing. */
    public void pump(Channel channel) {
        while (hasPortion() && (channel.isWritable() || head != null)) {
            ChannelFuture _ = channel.write(portion(channel), channel.voidPromise());
        }
    }

    /** Gives up what was not sent. */
    public void release() {
        if (head != null) {
            head.release();
            head = null;
        }
        unsent.clear();
        ended = true;
        terminated = true;
    }

    private boolean hasPortion() {
        return unsent.length() > 0 || head != null || ended && !terminated;
    }

    private ByteBuf portion(Channel channel) {
        int length = (int) Math.min(unsent.length(), PORTION);
        ByteBuf before = head;
        head = null;
        int room = length + CHUNK_OVERHEAD + LAST_CHUNK.length;
        ByteBuf out = before == null ? channel.alloc().directBuffer(room) : before;
        if (length > 0) {
            out.ensureWritable(room);
            chunk(out, length);
        }
        if (ended && unsent.length() == 0) {
            terminate(out);
        }
        return out;
    }

    private void chunk(ByteBuf out, int length) {
        if (chunked) {
            writeHex(out, length);
            out.writeShort('\r' << 8 | '\n');
        }
        unsent.copyTo(out, length);
        if (chunked) {
            out.writeShort('\r' << 8 | '\n');
        }
    }

    private void terminate(ByteBuf out) {
        terminated = true;
        if (chunked) {
            out.writeBytes(LAST_CHUNK);
        }
    }

    private static void writeHex(ByteBuf out, int number) {
        int shift = 28 - Integer.numberOfLeadingZeros(number) / 4 * 4;
        for (; shift >= 0; shift -= 4) {
            int digit = number >>> shift & 0xF;
            out.writeByte(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }
}
