package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.netty.loop.Channels;
import dev.dragoman.http.UpstreamException.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The opening of one connection: the host's addresses are tried in turn, then TLS is agreed on. */
final class Connecting {

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 << 10, 128 << 10);

    private final Connector connector;
    private final ClientLoop client;
    private final OriginPool pool;
    private List<InetAddress> addresses = List.of();
    private int tried;

    Connecting(Connector connector, ClientLoop client, OriginPool pool) {
        this.connector = connector;
        this.client = client;
        this.pool = pool;
    }

    void begin() {
        connector
                .resolver()
                .resolve(
                        pool.origin().host(),
                        (found, failure) -> client.loop().io().execute(() -> resolved(found, failure)));
    }

    private void resolved(List<InetAddress> found, @Nullable UnknownHostException failure) {
        if (failure != null) {
            pool.failed(Kind.CONNECT, "host " + pool.origin().host() + " was not found", failure);
            return;
        }
        if (!found.stream().allMatch(address -> connector.filter().allows(pool.origin(), address))) {
            pool.failed(Kind.FORBIDDEN, "host " + pool.origin().host() + " must not be connected to", null);
            return;
        }
        addresses = found;
        tryNext();
    }

    private void tryNext() {
        InetAddress address = addresses.get(tried++);
        ChannelFuture _ = bootstrap()
                .connect(new InetSocketAddress(address, pool.origin().port()))
                .addListener((ChannelFuture connected) -> connected(connected));
    }

    private Bootstrap bootstrap() {
        long share = connector.settings().connectTimeout().toMillis() / addresses.size();
        return new Bootstrap()
                .group(client.loop().io())
                .channelFactory(connector.transport().sockets())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, share))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new Furnishing());
    }

    private void connected(ChannelFuture connected) {
        if (!connected.isSuccess()) {
            if (tried < addresses.size()) {
                tryNext();
            } else {
                pool.failed(Kind.CONNECT, "cannot connect to " + pool.origin(), connected.cause());
            }
            return;
        }
        SslHandler tls = connected.channel().pipeline().get(SslHandler.class);
        if (tls == null) {
            open(connected.channel());
        } else {
            Future<?> _ =
                    tls.handshakeFuture().addListener((Future<Channel> agreed) -> agreed(connected.channel(), agreed));
        }
    }

    private void agreed(Channel channel, Future<Channel> agreed) {
        if (agreed.isSuccess()) {
            channel.pipeline().removeLast();
            open(channel);
        } else {
            Channels.close(channel);
            pool.failed(Kind.CONNECT, "cannot agree on TLS with " + pool.origin(), agreed.cause());
        }
    }

    private void open(Channel channel) {
        ClientConnection connection = new ClientConnection(client, pool, channel);
        channel.pipeline().addLast(connection);
        pool.opened(connection);
    }

    /** Gives a new channel TLS, if the origin wants it. */
    private final class Furnishing extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            if (pool.origin().secure()) {
                channel.pipeline().addLast(connector.tls().handler(pool.origin(), channel.alloc()), new Handshaking());
            }
        }
    }

    /** Keeps a failure to itself: whoever waits for the handshake is told by its future. */
    private static final class Handshaking extends ChannelInboundHandlerAdapter {

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Channels.close(context.channel());
        }
    }
}
