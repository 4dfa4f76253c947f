package dev.dragoman.bench.mock;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The answers by path, each made when it is first asked for. Not thread-safe. */
final class Answers {

    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog, and nobody minds. ";
    private static final String CRLF = "\r\n";

    private final Map<String, Answer> byPath = new HashMap<>();
    private final Map<Integer, Pace> paces = new HashMap<>();

    /** The answer for a call of that path; 404 when it names none. */
    Answer at(String path) {
        return byPath.computeIfAbsent(path, this::make);
    }

    /** The paces of all streams. */
    Collection<Pace> paces() {
        return paces.values();
    }

    private Answer make(String path) {
        try {
            Wire wire = Wire.of(path);
            return switch (Scenario.of(firstSegment(path))) {
                case Scenario.Whole whole -> whole(wire, whole);
                case Scenario.Stream stream -> streamed(wire, stream);
            };
        } catch (IllegalArgumentException unknown) {
            return response(
                    "404 Not Found",
                    Json.bytes(JsonObject.builder()
                            .put("error", String.valueOf(unknown.getMessage()))
                            .build()));
        }
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    private static Answer whole(Wire wire, Scenario.Whole scenario) {
        int around = Json.bytes(wire.whole("")).length;
        int text = Math.max(0, scenario.bytes() - around);
        String said = SENTENCE.repeat(text / SENTENCE.length() + 1).substring(0, text);
        return response("200 OK", Json.bytes(wire.whole(said)));
    }

    private static Answer.Whole response(String status, byte[] body) {
        byte[] head = ascii("HTTP/1.1 " + status + CRLF + "content-type: application/json" + CRLF + "content-length: "
                + body.length + CRLF + CRLF);
        return new Answer.Whole(ByteBuffer.allocateDirect(head.length + body.length)
                .put(head)
                .put(body)
                .flip());
    }

    private Answer streamed(Wire wire, Scenario.Stream scenario) {
        String head = "HTTP/1.1 200 OK" + CRLF + "content-type: text/event-stream; charset=utf-8" + CRLF
                + "cache-control: no-cache" + CRLF + "transfer-encoding: chunked" + CRLF + CRLF;
        String event = chunk(wire.event(Mark.BLANK));
        return new Answer.Streamed(
                direct(head + chunk(wire.opening())),
                direct(event),
                event.indexOf(Mark.BLANK),
                direct(chunk(wire.closing()) + "0" + CRLF + CRLF),
                scenario.events(),
                paces.computeIfAbsent(scenario.intervalMillis(), millis -> new Pace(millis * 1_000_000L)));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + CRLF + text + CRLF;
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = ascii(text);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
