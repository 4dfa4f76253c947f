package dev.dragoman.gateway.web.netty.wire;

import dev.dragoman.http.Headers;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Puts the head of a message together in an array that one event loop uses again and again. */
public final class HeadWriter {

    private byte[] bytes = new byte[2 << 10];
    private int length;

    /** Begins a new head. */
    public HeadWriter start() {
        length = 0;
        return this;
    }

    /** Appends text, which must be Latin-1. */
    public HeadWriter text(String text) {
        ensure(text.length());
        latin1(text, bytes, length);
        length += text.length();
        return this;
    }

    /** Appends a number in decimal digits. */
    public HeadWriter decimal(long number) {
        if (number >= 0 && number < 10) {
            ensure(1);
            bytes[length++] = (byte) ('0' + number);
            return this;
        }
        return text(Long.toString(number));
    }

    /** Appends a status line. */
    public HeadWriter status(int status) {
        return text("HTTP/1.1 ").decimal(status).text(StatusTexts.of(status)).newLine();
    }

    /** Appends a field. */
    public HeadWriter field(String name, String value) {
        return text(name).text(": ").text(value).newLine();
    }

    /** Appends every field but those that say how this connection frames the message. */
    public HeadWriter fields(Headers headers) {
        headers.forEach(this::fieldOfMessage);
        return this;
    }

    /** Appends CR LF. */
    public HeadWriter newLine() {
        ensure(2);
        bytes[length++] = Octets.CR;
        bytes[length++] = Octets.LF;
        return this;
    }

    /** The number of bytes so far. */
    public int length() {
        return length;
    }

    /** Copies what was written. */
    public void copyTo(ByteBuf out) {
        out.writeBytes(bytes, 0, length);
    }

    private void fieldOfMessage(String name, String value) {
        switch (name) {
            case "content-length", "transfer-encoding", "connection", "keep-alive" -> {}
            default -> field(name, value);
        }
    }

    private void ensure(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** The deprecated method copies the string's own bytes at once, which every replacement does twice. */
    @SuppressWarnings("deprecation")
    private static void latin1(String text, byte[] to, int at) {
        text.getBytes(0, text.length(), to, at);
    }
}
