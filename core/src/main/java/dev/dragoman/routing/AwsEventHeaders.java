package dev.dragoman.routing;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text headers of one of AWS's binary messages; those of other types are passed over. */
record AwsEventHeaders(Map<String, String> values) {

    private static final int BYTES = 6;
    private static final int STRING = 7;

    static AwsEventHeaders read(byte[] bytes, int from, int size) {
        Map<String, String> values = HashMap.newHashMap(4);
        int end = from + size;
        int at = from;
        while (at < end) {
            int nameEnd = within(at + 1 + (bytes[at] & 0xFF), end - 1);
            String name = new String(bytes, at + 1, nameEnd - at - 1, StandardCharsets.UTF_8);
            int type = bytes[nameEnd];
            int value = nameEnd + 1;
            at = within(value + width(bytes, type, value, end), end);
            if (type == STRING) {
                values.put(name, new String(bytes, value + 2, at - value - 2, StandardCharsets.UTF_8));
            }
        }
        return new AwsEventHeaders(values);
    }

    /** The event that a message with these headers is: named by its kind, or by the error that it tells. */
    SseEvent event(byte[] payload) {
        String kind = values.getOrDefault(":message-type", "event");
        return switch (kind) {
            case "event" -> new SseEvent(values.get(":event-type"), payload);
            case "exception" -> new SseEvent(values.getOrDefault(":exception-type", "exception"), payload);
            case "error" -> new SseEvent(values.getOrDefault(":error-code", "error"), message());
            default -> throw AwsEventDecoder.broken(":message-type " + kind + " (expected: event, exception or error)");
        };
    }

    /** An error has no payload: its message is a header. */
    private byte[] message() {
        @Nullable String told = values.get(":error-message");
        return JsonObject.of("message", new JsonString(told == null ? "no message" : told))
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int width(byte[] bytes, int type, int at, int end) {
        return switch (type) {
            case 0, 1 -> 0;
            case 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5, 8 -> 8;
            case BYTES, STRING -> {
                within(at + 2, end);
                yield 2 + ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF);
            }
            case 9 -> 16;
            default -> throw AwsEventDecoder.broken("header type " + type + " (expected: 0 to 9)");
        };
    }

    private static int within(int at, int end) {
        if (at > end) {
            throw AwsEventDecoder.broken(
                    "a header that is longer than all headers (expected: one that ends with them)");
        }
        return at;
    }
}
