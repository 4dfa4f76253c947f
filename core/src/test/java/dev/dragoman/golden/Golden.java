package dev.dragoman.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files that say what one dialect looks like on the wire, and the comparison with them. */
public final class Golden {

    private final String folder;

    /** The files of a dialect. */
    public Golden(String dialect) {
        this.folder = "/golden/" + dialect + "/";
    }

    /** The bytes of a file. */
    public byte[] bytes(String file) {
        try (InputStream in = Golden.class.getResourceAsStream(folder + file)) {
            if (in == null) {
                throw new AssertionError("no file " + folder + file);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public JsonObject object(String file) {
        return Json.parseObject(bytes(file));
    }

    /** Asserts that the value is that of the file; members may stand in any order. */
    public void assertSame(JsonValue actual, String file) {
        JsonValue expected = Json.parse(bytes(file));
        assertThat(actual)
                .withFailMessage(() -> file + "\nexpected: " + expected.toJson() + "\nbut was:  " + actual.toJson())
                .isEqualTo(expected);
    }

    /** The events of a file of server-sent events. */
    public List<SseEvent> events(String file) {
        return events(bytes(file));
    }

    /** The events of a whole stream. */
    public static List<SseEvent> events(byte[] stream) {
        List<SseEvent> events = new ArrayList<>();
        for (String block : new String(stream, StandardCharsets.UTF_8).split("\n\n", -1)) {
            if (!block.isBlank()) {
                events.add(event(block));
            }
        }
        return events;
    }

    /** The events as a list of their data. */
    public static JsonArray data(List<SseEvent> events) {
        return new JsonArray(
                events.stream().map(event -> Json.parse(event.data())).toList());
    }

    private static SseEvent event(String block) {
        String name = null;
        StringBuilder data = new StringBuilder();
        for (String line : block.split("\n", -1)) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(line.substring("data: ".length()));
            }
        }
        return new SseEvent(name, data.toString().getBytes(StandardCharsets.UTF_8));
    }
}
