package dev.dragoman.gateway.web.netty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told to. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private boolean abandoning;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static RawClient connect(int port) {
        try {
            return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one line without its end; null when the connection has ended. */
    String line() {
        StringBuilder line = new StringBuilder();
        for (int octet = octet(); octet >= 0; octet = octet()) {
            if (octet == '\n') {
                return line.substring(0, line.length() - 1);
            }
            line.append((char) octet);
        }
        throw new AssertionError("the connection ended in the line: " + line);
    }

    /** Reads status line and fields. */
    String head() {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /** Reads an answer with a content-length: its status line, then its body. */
    Answer answer() {
        String head = head();
        int at = head.indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\n', at)));
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, text(length));
    }

    /** Reads a chunked answer's body up to its end. */
    String body() {
        head();
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        return body.toString();
    }

    /** Reads so many bytes. */
    String text(int length) {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    byte[] bytes(int length) {
        try {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new AssertionError("the connection ended after " + bytes.length + " of " + length + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all that comes until the other end closes or resets. */
    String rest() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketTimeoutException e) {
            if (!abandoning) {
                throw new AssertionError("still open after " + PATIENCE_MILLIS + " ms", e);
            }
        } catch (IOException reset) {
            rest.writeBytes("<reset>".getBytes(StandardCharsets.UTF_8));
        }
        return rest.toString(StandardCharsets.UTF_8);
    }

    /** Reads all that comes until the other end closes; the number of bytes. */
    long count() {
        try {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for bytes so long and no longer; the end of patience looks like the end of the connection. */
    void abandonAfter(int millis) {
        try {
            socket.setSoTimeout(millis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        abandoning = true;
    }

    /** Says that nothing more will be sent. */
    RawClient finish() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes so that the other end sees a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int octet() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer. */
    record Answer(int status, String head, String body) {}
}
