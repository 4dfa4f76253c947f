package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A connection for one request. Its closing has whoever waits on it give up; that alone is thread-safe. */
final class SocketConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;

    private final UpstreamRequest request;
    private final Timeouts timeouts;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;
    private @Nullable Socket socket;
    private boolean closed;

    SocketConnection(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        this.request = request;
        this.timeouts = timeouts;
        this.cancellation = cancellation;
        this.registration = cancellation.onCancel(this::closeSocket);
    }

    /** Connects to the first of the addresses that takes the connection. */
    void open(List<InetAddress> addresses, SSLSocketFactory tls) {
        IOException last = null;
        for (InetAddress address : addresses) {
            try {
                secure(connected(address), tls);
                return;
            } catch (IOException refused) {
                checkGivenUp(refused);
                checkTime();
                last = refused;
            }
        }
        throw new UpstreamException(Kind.CONNECT, "cannot connect to " + request.origin(), last);
    }

    /** Sends the request and waits for the head of the answer. */
    UpstreamResponse exchange() {
        Socket open = opened();
        try {
            write(new BufferedOutputStream(open.getOutputStream()));
            TimedInput in = new TimedInput(open, this, timeouts);
            AnswerHead head = AnswerHead.read(in, request);
            return new SocketResponse(request, head, in, this);
        } catch (IOException lost) {
            throw lost(lost);
        }
    }

    /** What a lost connection means. */
    UpstreamException lost(IOException cause) {
        checkGivenUp(cause);
        return new UpstreamException(Kind.RESET, "the connection to " + request.origin() + " was lost", cause);
    }

    /** What an answer that is no proper HTTP means. */
    UpstreamException broken(String why) {
        return new UpstreamException(Kind.PROTOCOL, "the answer from " + request + " is not proper HTTP: " + why);
    }

    UpstreamException late(Kind kind) {
        return new UpstreamException(kind, "the answer from " + request + " did not come in time");
    }

    @Override
    public void close() {
        registration.close();
        closeSocket();
    }

    private void checkGivenUp(IOException cause) {
        if (cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new UpstreamException(Kind.CANCELLED, "the call to " + request + " was given up", cause);
        }
    }

    private void checkTime() {
        long now = System.nanoTime();
        if (timeouts.total().remaining(now) <= 0) {
            throw late(Kind.TOTAL_TIMEOUT);
        }
        if (timeouts.head().remaining(now) <= 0) {
            throw late(Kind.HEAD_TIMEOUT);
        }
    }

    private Socket connected(InetAddress address) throws IOException {
        Socket plain = adopted(new Socket());
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress(address, request.origin().port()), millisToConnect());
        return plain;
    }

    private int millisToConnect() {
        checkTime();
        long left = timeouts.head().earlier(timeouts.total()).remaining(System.nanoTime());
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(left), 1, CONNECT_MILLIS);
    }

    private void secure(Socket plain, SSLSocketFactory tls) throws IOException {
        Origin origin = request.origin();
        if (!origin.secure()) {
            return;
        }
        SSLSocket secure = (SSLSocket) tls.createSocket(plain, origin.host(), origin.port(), true);
        adopted(secure);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.setSoTimeout(millisToConnect());
        secure.startHandshake();
    }

    private synchronized Socket adopted(Socket made) throws IOException {
        if (closed) {
            made.close();
            throw new IOException("closed");
        }
        socket = made;
        return made;
    }

    private synchronized Socket opened() {
        if (socket == null) {
            throw new IllegalStateException("not open (expected: open before the exchange)");
        }
        return socket;
    }

    private synchronized void closeSocket() {
        closed = true;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closing) {
            // It is given up, whatever becomes of it.
        }
    }

    private void write(OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\nhost: ");
        head.append(request.origin().authority()).append("\r\nconnection: close\r\n");
        request.headers().forEach((name, value) -> field(head, name, value));
        boolean awaited = switch (request.method()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
        if (awaited || request.body().length() > 0) {
            head.append("content-length: ").append(request.body().length()).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        for (Slice slice : request.body().slices()) {
            out.write(slice.array(), slice.offset(), slice.length());
        }
        out.flush();
    }

    private static void field(StringBuilder head, String name, String value) {
        switch (name) {
            case "host", "content-length", "connection", "transfer-encoding", "expect", "upgrade" -> {}
            default -> {
                if ((name + value).chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
                    throw new IllegalArgumentException("header " + name + " (expected: one line of text)");
                }
                head.append(name).append(": ").append(value).append("\r\n");
            }
        }
    }
}
