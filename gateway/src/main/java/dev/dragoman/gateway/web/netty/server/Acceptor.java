package dev.dragoman.gateway.web.netty.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Gives each new connection to a serving loop; rests a while when the system has no more sockets. */
final class Acceptor extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(Acceptor.class.getName());
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 << 10, 128 << 10);
    private static final long REST_SECONDS = 1;

    private final Supplier<ServerLoop> next;
    private final ConnectionSetup setup;

    Acceptor(Supplier<ServerLoop> next, ConnectionSetup setup) {
        this.next = next;
        this.setup = setup;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel accepted = (Channel) message;
        ServerLoop server = next.get();
        accepted.config().setOption(ChannelOption.TCP_NODELAY, true);
        accepted.config().setWriteBufferWaterMark(WATER_MARK);
        setup.furnish(accepted, server);
        ChannelFuture _ = server.loop().io().register(accepted).addListener(registered -> {
            if (!registered.isSuccess()) {
                accepted.unsafe().closeForcibly();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(
                System.Logger.Level.WARNING,
                "accepting a connection failed; trying again in " + REST_SECONDS + " s",
                cause);
        context.channel().config().setAutoRead(false);
        Future<?> _ = context.channel()
                .eventLoop()
                .schedule(() -> context.channel().config().setAutoRead(true), REST_SECONDS, TimeUnit.SECONDS);
    }
}
