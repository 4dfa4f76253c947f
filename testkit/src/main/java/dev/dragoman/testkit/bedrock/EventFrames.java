package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;

/**
 * Writes AWS's binary messages.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream Specification</a>
 */
public final class EventFrames {

    private static final byte STRING = 7;

    private EventFrames() {}

    /** An event of this type. */
    public static byte[] event(String type, JsonNode payload) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":event-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "event");
        return message(headers, Json.bytes(payload));
    }

    /** An error of this type, after which the stream ends. */
    public static byte[] exception(String type, JsonNode payload) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":exception-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "exception");
        return message(headers, Json.bytes(payload));
    }

    /** A message with these headers. */
    public static byte[] message(Map<String, String> headers, byte[] payload) {
        byte[] head = headers(headers);
        ByteBuffer message = ByteBuffer.allocate(16 + head.length + payload.length);
        message.putInt(message.capacity()).putInt(head.length);
        message.putInt(checksum(message.array(), 8)).put(head).put(payload);
        message.putInt(checksum(message.array(), message.position()));
        return message.array();
    }

    private static byte[] headers(Map<String, String> headers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            byte[] key = name.getBytes(StandardCharsets.UTF_8);
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            out.write(key.length);
            out.writeBytes(key);
            out.write(STRING);
            out.write(text.length >> 8);
            out.write(text.length);
            out.writeBytes(text);
        });
        return out.toByteArray();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
