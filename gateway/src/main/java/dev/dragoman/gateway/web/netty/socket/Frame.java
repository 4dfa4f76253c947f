package dev.dragoman.gateway.web.netty.socket;

import dev.dragoman.http.Slice;
import dev.dragoman.http.WebSocketMessage;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A frame to be sent, never a fragment.
 *
 * @param opcode its kind
 * @param masked whether it is a client's; the payload is masked already
 * @param mask the key it is masked with
 * @param payload what follows the head
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, framing</a>
 */
record Frame(int opcode, boolean masked, int mask, Slice payload) {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_CONTROL = 125;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MAX_16 = 0xFFFF;

    /** The frame of a message. */
    static Frame of(WebSocketMessage message, Masking masking) {
        return of(message.text() ? TEXT : BINARY, message.content(), masking);
    }

    /** A frame of that kind. */
    static Frame of(int opcode, Slice payload, Masking masking) {
        if (!masking.isOn()) {
            return new Frame(opcode, false, 0, payload);
        }
        int mask = masking.next();
        return new Frame(opcode, true, mask, Masking.masked(payload, mask));
    }

    /** The closing frame. */
    static Frame closing(int code, String reason, Masking masking) {
        byte[] text = shortened(reason);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return of(CLOSE, Slice.of(payload), masking);
    }

    /** What it counts when its connection's backlog is measured; empty ones need room too. */
    int weight() {
        return payload.length() + 16;
    }

    void writeHead(ByteBuf out) {
        int length = payload.length();
        int mark = masked ? MASKED : 0;
        out.writeByte(FINAL | opcode);
        if (length <= MAX_CONTROL) {
            out.writeByte(mark | length);
        } else if (length <= MAX_16) {
            out.writeByte(mark | LENGTH_16).writeShort(length);
        } else {
            out.writeByte(mark | LENGTH_64).writeLong(length);
        }
        if (masked) {
            out.writeInt(mask);
        }
    }

    /** The beginning of a text that fits beside a code, cut between characters. */
    private static byte[] shortened(String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        if (text.length <= MAX_CONTROL - 2) {
            return text;
        }
        int end = MAX_CONTROL - 2;
        while ((text[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }
}
