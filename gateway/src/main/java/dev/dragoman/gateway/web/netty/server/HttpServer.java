package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.Handler;
import dev.dragoman.gateway.web.Rejection;
import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.loop.Loops;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The listening socket and the connections that came through it. */
public final class HttpServer {

    private static final int BACKLOG = 4096;

    private final Loops loops;
    private final ServerSocketChannel listener;
    private final List<ServerLoop> serving = new ArrayList<>();
    private int turn;

    private HttpServer(Loops loops, ServerRules rules) {
        this.loops = loops;
        this.listener = loops.transport().listeners().newChannel();
        for (Loop loop : loops.serving()) {
            serving.add(new ServerLoop(loop, rules));
        }
    }

    /**
     * Listens on the address of the settings.
     *
     * @throws IllegalStateException when the address cannot be listened on, or the certificate cannot be used
     */
    public static HttpServer listen(
            EngineSettings settings,
            Loops loops,
            Handler handler,
            Rejection rejection,
            Admission admission,
            InstantSource clock) {
        BodyBudget bodies = BodyBudget.ofHeap();
        HttpServer server =
                new HttpServer(loops, new ServerRules(handler, rejection, settings.limits(), admission, bodies, clock));
        ServerTls tls = server.tls(settings);
        server.bind(
                new InetSocketAddress(settings.host(), settings.port()), new ConnectionSetup(tls, settings.http2()));
        return server;
    }

    /** The port listened on. */
    public int port() {
        return listener.localAddress().getPort();
    }

    /** Has each connection close once it has nothing to answer. New ones are still accepted, so that probes get an answer. */
    public void drain() {
        serving.forEach(ServerLoop::drain);
    }

    /** Accepts no more connections. */
    public void stopListening() {
        listener.close().awaitUninterruptibly();
    }

    private void bind(InetSocketAddress address, ConnectionSetup setup) {
        listener.config().setOption(ChannelOption.SO_REUSEADDR, true);
        listener.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
        listener.pipeline().addLast(new Acceptor(this::next, setup));
        await(loops.acceptor().io().register(listener), address);
        await(listener.bind(address), address);
    }

    /** How many connections still have something to read or to send. */
    public int connections() {
        return serving.stream().mapToInt(ServerLoop::open).sum();
    }

    private @Nullable ServerTls tls(EngineSettings settings) {
        EngineSettings.Tls files = settings.tls();
        if (files == null) {
            return null;
        }
        ServerTls tls = new ServerTls(files, settings.http2(), settings.limits().headerTimeout());
        long nanos = files.reloadInterval().toNanos();
        Future<?> _ = loops.acceptor()
                .io()
                .scheduleWithFixedDelay(
                        () -> Thread.startVirtualThread(tls::reload), nanos, nanos, TimeUnit.NANOSECONDS);
        return tls;
    }

    /** On the acceptor's loop only. */
    private ServerLoop next() {
        return serving.get(Math.floorMod(turn++, serving.size()));
    }

    private static void await(ChannelFuture done, InetSocketAddress address) {
        if (!done.awaitUninterruptibly().isSuccess()) {
            throw new IllegalStateException("cannot listen on " + address + ": " + done.cause(), done.cause());
        }
    }
}
