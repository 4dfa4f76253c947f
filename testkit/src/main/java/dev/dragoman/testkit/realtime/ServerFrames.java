package dev.dragoman.testkit.realtime;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a WebSocket at the server's end, as strict as RFC 6455 allows. One thread reads; any may write.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC 6455, data framing</a>
 */
final class ServerFrames {

    private static final int MAX_BYTES = 32 << 20;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final DataInputStream in;
    private final OutputStream out;

    ServerFrames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** The client broke a rule of the protocol. */
    static final class ViolationException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int code;

        ViolationException(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private record Frame(boolean last, int opcode, byte[] payload) {}

    /** The code and reason of a closing frame. */
    record Closing(int code, String reason) {}

    /** A text message, or how the client closed. */
    record Received(@Nullable String text, @Nullable Closing closing) {}

    /** Waits for the next text message or the closing frame; answers pings meanwhile. */
    Received next() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean open = false;
        while (true) {
            Frame frame = frame();
            switch (frame.opcode()) {
                case PING -> write(PONG, frame.payload());
                case PONG -> {}
                case CLOSE -> {
                    return new Received(null, closing(frame.payload()));
                }
                case TEXT, 0 -> {
                    if (open != (frame.opcode() == 0)) {
                        throw new ViolationException(1002, "fragments of messages are mixed");
                    }
                    open = true;
                    message.writeBytes(frame.payload());
                    if (frame.last()) {
                        return new Received(utf8(message.toByteArray()), null);
                    }
                }
                default -> throw new ViolationException(1003, "opcode " + frame.opcode() + " (expected: text)");
            }
        }
    }

    void text(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void close(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        write(
                CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    private synchronized void write(int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 10);
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(payload);
        frame.writeTo(out);
        out.flush();
    }

    private Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int opcode = first & 0x0F;
        long length = length(second & 0x7F);
        boolean control = opcode >= CLOSE;
        if ((first & 0x70) != 0 || control && (length > 125 || (first & 0x80) == 0) || (second & 0x80) == 0) {
            throw new ViolationException(
                    1002,
                    "a frame of bytes " + first + ", " + second
                            + " (expected: masked, without extensions, control frames short and whole)");
        }
        if (length > MAX_BYTES) {
            throw new ViolationException(1009, "a frame of " + length + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new IOException("the client left within a frame");
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame((first & 0x80) != 0, opcode, payload);
    }

    private long length(int told) throws IOException {
        return switch (told) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> told;
        };
    }

    private static Closing closing(byte[] payload) throws IOException {
        if (payload.length == 0) {
            return new Closing(1005, "");
        }
        if (payload.length == 1) {
            throw new ViolationException(1002, "a closing frame with half a code");
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        int code = bytes.getShort() & 0xFFFF;
        byte[] reason = new byte[bytes.remaining()];
        bytes.get(reason);
        return new Closing(code, utf8(reason));
    }

    private static String utf8(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new ViolationException(1007, "text that is not UTF-8");
        }
    }
}
