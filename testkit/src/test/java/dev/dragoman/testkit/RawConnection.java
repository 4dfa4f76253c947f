package dev.dragoman.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A bare socket to a fake, for what no HTTP client lets one see. */
public final class RawConnection implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 10_000;

    private final Socket socket;

    /** Connects to a port of this machine. */
    public RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends text as it is; a line feed stands for carriage return and line feed in the head. */
    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are. */
    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a chat completion request; single quotes stand for double ones. */
    public RawConnection chat(String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return send("POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer k\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .send(body);
    }

    /** Reads until this text has come. */
    public String readUntil(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            while (!bytes.toString(StandardCharsets.ISO_8859_1).contains(text)) {
                int one = in.read();
                if (one < 0) {
                    throw new IllegalStateException("ended before " + text + ": " + bytes);
                }
                bytes.write(one);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end of the connection, which must be an orderly one. */
    public byte[] readToEnd() {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the connection ends in a reset. */
    public boolean endsInReset() {
        try {
            socket.getInputStream().readAllBytes();
            return false;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nothing more comes for this time. */
    public boolean isSilentFor(int millis) {
        try {
            socket.setSoTimeout(millis);
            socket.getInputStream().read();
            return false;
        } catch (java.net.SocketTimeoutException e) {
            return true;
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
}
