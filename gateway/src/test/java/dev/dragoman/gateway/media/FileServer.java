package dev.dragoman.gateway.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server of files on loopback: {@code /cat.png} is an image, {@code /redirect?address} leads there, {@code /hang} never
 * answers, anything else is missing.
 */
final class FileServer implements AutoCloseable {

    static final byte[] IMAGE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 1, 2, 3};

    private final ServerSocket listener = listener();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch left = new CountDownLatch(1);

    static FileServer start() {
        FileServer server = new FileServer();
        Thread.ofPlatform().daemon().start(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The target of the next request. */
    String take() throws InterruptedException {
        return String.valueOf(requests.poll(10, TimeUnit.SECONDS));
    }

    /** Whether nobody asked for anything. */
    boolean isUntouched() {
        return open.isEmpty();
    }

    /** Whether the client of {@code /hang} left. */
    boolean isLeft() throws InterruptedException {
        return left.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static ServerSocket listener() {
        try {
            return new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("GET ")) {
                    answer(socket, in, line.substring(4, line.lastIndexOf(' ')));
                }
            }
        } catch (IOException gone) {
            left.countDown();
        }
    }

    private void answer(Socket socket, BufferedReader in, String target) throws IOException {
        requests.add(target);
        while (!in.readLine().isEmpty()) {
            // The rest of the head does not matter.
        }
        if (target.equals("/hang")) {
            while (in.read() >= 0) {
                // Until the other end leaves.
            }
            left.countDown();
        } else if (target.startsWith("/redirect?")) {
            send(socket, "302 Found\r\nlocation: " + target.substring(target.indexOf('?') + 1), new byte[0]);
        } else if (target.equals("/cat.png")) {
            send(socket, "200 OK\r\ncontent-type: image/png", IMAGE);
        } else {
            send(socket, "404 Not Found", "a private word".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void send(Socket socket, String head, byte[] body) throws IOException {
        String whole = "HTTP/1.1 " + head + "\r\ncontent-length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body);
    }
}
