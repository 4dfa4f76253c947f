package dev.dragoman.gateway.web.netty.loop;

import dev.dragoman.gateway.web.EngineSettings.Transport;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * A way to drive sockets that works on this machine.
 *
 * @param kind which one
 * @param ioHandlers makes each event loop's part of it
 * @param listeners makes listening sockets
 * @param sockets makes connecting sockets
 */
public record SocketTransport(
        Transport kind,
        IoHandlerFactory ioHandlers,
        ChannelFactory<? extends ServerSocketChannel> listeners,
        ChannelFactory<? extends SocketChannel> sockets) {

    /**
     * Netty's name for polls that stay armed. With them, a reset that comes while a read is under way is never told, and
     * the reader of that connection waits for ever.
     */
    private static final String POLLS_STAY_ARMED = "io.netty.iouring.pollAddMultishotEnabled";

    static {
        if (System.getProperty(POLLS_STAY_ARMED) == null) {
            System.setProperty(POLLS_STAY_ARMED, "false");
        }
    }

    /** The wanted transport, or the best below it that works here. */
    public static SocketTransport best(Transport wanted) {
        return switch (wanted) {
            case AUTO, EPOLL -> Epoll.isAvailable() ? epoll() : nio();
            case IO_URING -> IoUring.isAvailable() ? ioUring() : best(Transport.EPOLL);
            case NIO -> nio();
        };
    }

    private static SocketTransport ioUring() {
        return new SocketTransport(
                Transport.IO_URING,
                IoUringIoHandler.newFactory(),
                IoUringServerSocketChannel::new,
                IoUringSocketChannel::new);
    }

    private static SocketTransport epoll() {
        return new SocketTransport(
                Transport.EPOLL, EpollIoHandler.newFactory(), EpollServerSocketChannel::new, EpollSocketChannel::new);
    }

    private static SocketTransport nio() {
        return new SocketTransport(
                Transport.NIO, NioIoHandler.newFactory(), NioServerSocketChannel::new, NioSocketChannel::new);
    }
}
