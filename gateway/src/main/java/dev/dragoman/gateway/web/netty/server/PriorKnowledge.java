package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Alarm;
import dev.dragoman.gateway.web.netty.loop.Channels;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds out by its first bytes whether a client without TLS speaks HTTP/2, then makes way for the protocol. */
final class PriorKnowledge extends ChannelInboundHandlerAdapter implements ServerConnection, Alarm.Owner {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerLoop server;
    private final Channel channel;
    private final Alarm alarm;
    private @Nullable ByteBuf held;

    PriorKnowledge(ServerLoop server, Channel channel) {
        this.server = server;
        this.channel = channel;
        this.alarm = server.loop().alarm(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        server.add(this);
        alarm.set(System.nanoTime() + server.rules().limits().idleTimeout().toNanos());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        server.remove(this);
        alarm.dispose();
        if (held != null) {
            held.release();
            held = null;
        }
    }

    @Override
    public void drain() {
        Channels.close(channel);
    }

    @Override
    public void alarm() {
        Channels.close(channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (held != null) {
            in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, in);
            held = null;
        }
        int length = Math.min(in.readableBytes(), PREFACE.length);
        if (!isPreface(in, length)) {
            makeWay(context, new Http1Connection(server, channel, false), in);
        } else if (length == PREFACE.length) {
            makeWay(context, new Http2Server(server, channel, false).handler(), in);
        } else {
            held = in;
            alarm.set(
                    System.nanoTime() + server.rules().limits().headerTimeout().toNanos());
        }
    }

    private void makeWay(ChannelHandlerContext context, ChannelHandler protocol, ByteBuf first) {
        context.pipeline().addLast(protocol);
        context.fireChannelRead(first);
        context.pipeline().remove(this);
    }

    private static boolean isPreface(ByteBuf in, int length) {
        for (int i = 0; i < length; i++) {
            if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
                return false;
            }
        }
        return true;
    }
}
