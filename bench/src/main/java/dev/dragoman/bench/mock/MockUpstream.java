package dev.dragoman.bench.mock;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The upstream of all measurements: one thread that answers chat calls with bytes made beforehand. The path chooses the
 * answer: {@code /whole-1000/v1/chat/completions}, {@code /stream-200x50ms/v1/messages}.
 */
public final class MockUpstream implements Runnable, Closeable {

    private static final int BACKLOG = 16_384;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final Answers answers = new Answers();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(1 << 18);
    private final Consumer<SelectionKey> ready = this::ready;

    private MockUpstream(Selector selector, ServerSocketChannel listener) {
        this.selector = selector;
        this.listener = listener;
    }

    /** One that listens on that port of the loopback address, or on any free one for 0, and answers when it runs. */
    static MockUpstream open(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        return new MockUpstream(selector, listener);
    }

    /** Serves on the port given as the only argument until the process is ended. */
    public static void main(String[] arguments) throws IOException {
        MockUpstream.open(Integer.parseInt(arguments[0])).run();
    }

    /** Serves until it is closed. */
    @Override
    public void run() {
        try {
            while (listener.isOpen()) {
                await(idleNanos());
                long now = System.nanoTime();
                for (Pace pace : answers.paces()) {
                    pace.run(now);
                }
            }
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.wakeup();
    }

    /** The selector knows whole milliseconds only; shorter waits are slept, so that neither a core spins nor events clump. */
    private void await(long idleNanos) throws IOException {
        if (idleNanos == Long.MAX_VALUE) {
            selector.select(ready);
        } else if (idleNanos < 1_000_000) {
            LockSupport.parkNanos(idleNanos);
            selector.selectNow(ready);
        } else {
            selector.select(ready, idleNanos / 1_000_000);
        }
    }

    private long idleNanos() {
        long now = System.nanoTime();
        long idle = Long.MAX_VALUE;
        for (Pace pace : answers.paces()) {
            idle = Math.min(idle, pace.idleNanos(now));
        }
        return idle;
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            connection.ready();
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(channel, key, answers, scratch));
            }
        } catch (IOException refused) {
            System.err.println("mock upstream cannot accept: " + refused);
        }
    }
}
