package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.gateway.web.netty.wire.OutgoingBody;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames on their way out. Long ones are handed to the connection in portions, as it takes them. Confined to the loop. */
final class FrameQueue {

    private static final int FIRST_PORTION = 64 << 10;
    private static final int SLACK = 32;

    private final OutgoingBody outgoing = new OutgoingBody();
    private final Deque<Frame> waiting = new ArrayDeque<>(4);
    private @Nullable Frame pong;

    /** Appends a frame. */
    void add(Frame frame) {
        waiting.add(frame);
    }

    /** The next frame to be sent will be this answer to a ping, in place of an older one that still waits. */
    void pong(Frame answer) {
        pong = answer;
    }

    /** Hands over as much as the connection takes now, without flushing. */
    void pump(Channel channel) {
        outgoing.pump(channel);
        while (outgoing.isComplete() && hasNext() && channel.isWritable()) {
            begin(next(), channel);
            outgoing.pump(channel);
        }
    }

    /** Whether everything was handed over. */
    boolean isDrained() {
        return outgoing.isComplete() && !hasNext();
    }

    /** Gives up what was not sent. */
    void release() {
        outgoing.release();
        waiting.clear();
        pong = null;
    }

    private boolean hasNext() {
        return pong != null || !waiting.isEmpty();
    }

    private Frame next() {
        Frame first = pong;
        pong = null;
        return first == null ? waiting.remove() : first;
    }

    private void begin(Frame frame, Channel channel) {
        Slice payload = frame.payload();
        ByteBuf head = channel.alloc().directBuffer(Math.min(payload.length(), FIRST_PORTION) + SLACK);
        frame.writeHead(head);
        outgoing.begin(head, false);
        outgoing.add(new Body(List.of(payload)));
        outgoing.end();
    }
}
