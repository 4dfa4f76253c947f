package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that sends exactly the frames it is told to. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    private final RawClient client;

    private RawSocket(RawClient client) {
        this.client = client;
    }

    /** A socket whose handshake is done; the key and the proof are those of RFC 6455. */
    static RawSocket open(int port) {
        RawClient client = RawClient.connect(port);
        client.send(handshake("/socket", ""));
        assertThat(client.head())
                .startsWith("HTTP/1.1 101 Switching Protocols\n")
                .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n")
                .contains("upgrade: websocket\n", "connection: Upgrade\n")
                .doesNotContain("content-length", "transfer-encoding");
        return new RawSocket(client);
    }

    static String handshake(String path, String more) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
    }

    /** A frame received. */
    record Frame(int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int code() {
            assertThat(opcode).as(text()).isEqualTo(CLOSE);
            return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }

    RawClient raw() {
        return client;
    }

    RawSocket text(String text) {
        return frame(0x80 | TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    RawSocket close(int code) {
        return frame(0x80 | CLOSE, true, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** Sends a frame whose first byte is this. */
    RawSocket frame(int first, boolean masked, byte[] payload) {
        client.send(bytes(first, masked, payload));
        return this;
    }

    static byte[] bytes(int first, boolean masked, byte[] payload) {
        return bytes(first, masked, MASK, payload);
    }

    /** A binary message under a mask of zeros, which a leak detector that notes every access to a buffer does not slow down. */
    static byte[] quick(int length) {
        return bytes(0x80 | BINARY, true, new byte[4], new byte[length]);
    }

    private static byte[] bytes(int first, boolean masked, byte[] mask, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int mark = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.write(mark | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.writeBytes(new byte[] {(byte) (mark | 126), (byte) (payload.length >> 8), (byte) payload.length});
        } else {
            out.writeBytes(new byte[] {
                (byte) (mark | 127),
                0,
                0,
                0,
                0,
                (byte) (payload.length >> 24),
                (byte) (payload.length >> 16),
                (byte) (payload.length >> 8),
                (byte) payload.length
            });
        }
        if (masked) {
            out.writeBytes(mask);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(masked ? payload[i] ^ mask[i & 3] : payload[i]);
        }
        return out.toByteArray();
    }

    /** The next frame, which is no fragment and not masked. */
    Frame next() {
        byte[] head = client.bytes(2);
        assertThat(head[0] & 0x70).isZero();
        assertThat(head[0] & 0x80).isNotZero();
        assertThat(head[1] & 0x80).isZero();
        int length = head[1] & 0x7F;
        if (length >= 126) {
            byte[] longer = client.bytes(length == 126 ? 2 : 8);
            length = 0;
            for (byte digit : longer) {
                length = length << 8 | digit & 0xFF;
            }
        }
        return new Frame(head[0] & 0x0F, client.bytes(length));
    }

    /** All that comes until the server ends the connection. */
    String rest() {
        return client.rest();
    }

    @Override
    public void close() {
        client.close();
    }
}
