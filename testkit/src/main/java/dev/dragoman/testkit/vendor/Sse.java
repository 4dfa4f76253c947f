package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.Header;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Writes server-sent events. */
public final class Sse {

    /** The content type of an event stream. */
    public static final Header CONTENT_TYPE = new Header("content-type", "text/event-stream; charset=utf-8");

    private Sse() {}

    /** An event that has data alone. */
    public static byte[] data(JsonNode data) {
        return data(Json.text(data));
    }

    /** An event that has data alone. */
    public static byte[] data(String data) {
        return utf8("data: " + data + "\n\n");
    }

    /** An event with a name. */
    public static byte[] event(String name, JsonNode data) {
        return utf8("event: " + name + "\ndata: " + Json.text(data) + "\n\n");
    }

    /** A comment, which clients skip. */
    public static byte[] comment(String text) {
        return utf8(": " + text + "\n\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
