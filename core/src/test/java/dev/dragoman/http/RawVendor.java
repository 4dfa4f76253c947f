package dev.dragoman.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor that answers with exactly the bytes it is told to; each connection has a thread and a script. */
public final class RawVendor implements AutoCloseable {

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private RawVendor(Script script) throws IOException {
        this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> accept(script));
    }

    /** What a connection does. */
    @FunctionalInterface
    public interface Script {

        void play(Connection connection) throws IOException;
    }

    public static RawVendor start(Script script) {
        try {
            return new RawVendor(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Origin origin() {
        return new Origin(false, "127.0.0.1", listener.getLocalPort());
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofPlatform().daemon().start(() -> play(script, socket, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Script script, Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(new Connection(socket, number));
        } catch (IOException left) {
            // The other end left, which scripts may expect.
        } finally {
            open.remove(socket);
        }
    }

    /** One connection of a vendor. */
    public static final class Connection {

        private final Socket socket;
        private final InputStream in;
        private final int number;

        private Connection(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.number = number;
        }

        /** Which connection of the vendor it is, from 1. */
        public int number() {
            return number;
        }

        public Socket socket() {
            return socket;
        }

        /** Reads a request with a content-length; returns its head and body. */
        public String request() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    throw new IOException("the client left");
                }
                head.append((char) octet);
            }
            String fields = head.toString().toLowerCase(Locale.ROOT);
            int at = fields.indexOf("content-length: ");
            int length = at < 0 ? 0 : Integer.parseInt(fields.substring(at + 16, fields.indexOf("\r\n", at)));
            return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        public Connection send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public Connection send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        /** Sends a whole answer. */
        public Connection answer(String body) throws IOException {
            return send("HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Waits until the client closes or resets the connection. */
        public void awaitClose() throws IOException {
            try {
                while (in.read() >= 0) {}
            } catch (java.net.SocketException reset) {
                // A reset is a close, too.
            }
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
