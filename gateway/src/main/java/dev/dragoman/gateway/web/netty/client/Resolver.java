package dev.dragoman.gateway.web.netty.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of hosts with the JDK's resolver and its cache. A look-up may block in native code, so it has a few
 * platform threads of its own that end when unused.
 */
final class Resolver implements AutoCloseable {

    private static final int THREADS = 8;

    private final ThreadPoolExecutor threads;

    Resolver() {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("dragoman-resolver-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Tells the addresses, never empty, or what failed: on this thread for an address literal, else on another. */
    void resolve(String host, BiConsumer<List<InetAddress>, @Nullable UnknownHostException> then) {
        InetAddress literal = literal(host);
        if (literal != null) {
            then.accept(List.of(literal), null);
        } else {
            threads.execute(() -> lookUp(host, then));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static @Nullable InetAddress literal(String host) {
        char first = host.isEmpty() ? 'x' : host.charAt(0);
        boolean digit = first >= '0' && first <= '9';
        if (!digit && first != '[' && host.indexOf(':') < 0) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException notLiteral) {
            return null;
        }
    }

    private static void lookUp(String host, BiConsumer<List<InetAddress>, @Nullable UnknownHostException> then) {
        try {
            then.accept(List.of(InetAddress.getAllByName(host)), null);
        } catch (UnknownHostException e) {
            then.accept(List.of(), e);
        }
    }
}
