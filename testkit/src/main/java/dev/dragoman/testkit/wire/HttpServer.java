package dev.dragoman.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 server with one virtual thread for each connection.
 *
 * <p>Connections are kept alive; bodies may be chunked both ways; {@code Expect} is ignored. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 16 * 1024;

    private final ServerSocket listener;
    private final Handler handler;
    private final InstantSource clock;
    private final AtomicLong accepted = new AtomicLong();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    private HttpServer(ServerSocket listener, Handler handler, InstantSource clock) {
        this.listener = listener;
        this.handler = handler;
        this.clock = clock;
    }

    /**
     * Starts to listen.
     *
     * @param address where to listen; port 0 takes a free one
     * @param handler what answers
     * @param clock the time of the recorded requests
     */
    public static HttpServer start(InetSocketAddress address, Handler handler, InstantSource clock) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
            HttpServer server = new HttpServer(listener, handler, clock);
            Thread.ofVirtual().name("testkit-accept").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were ever accepted. */
    public long acceptedConnections() {
        return accepted.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Connection connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the server on port " + port(), e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // A connection that broke while it was accepted, or the end: the loop asks.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        long number = accepted.incrementAndGet();
        Connection connection = new Connection(socket, number, handler, clock);
        open.add(connection);
        Thread.ofVirtual().name("testkit-connection-" + number).start(() -> {
            try {
                connection.run();
            } finally {
                open.remove(connection);
            }
        });
        if (listener.isClosed()) {
            connection.close();
        }
    }
}
