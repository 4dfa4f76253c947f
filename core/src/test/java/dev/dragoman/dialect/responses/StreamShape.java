package dev.dragoman.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the official clients rely on when they put a stream together. */
final class StreamShape {

    private final Map<Long, String> ids = new HashMap<>();
    private final Map<Long, JsonObject> done = new HashMap<>();
    private final Map<String, StringBuilder> pieces = new HashMap<>();
    private long next;

    private StreamShape() {}

    /** Asserts that numbers, ids, pieces and wholes fit together. */
    static void check(List<SseEvent> events) {
        StreamShape shape = new StreamShape();
        events.forEach(shape::see);
        JsonObject last = Json.parseObject(events.getLast().data());
        assertThat(last.string("type")).isIn("response.completed", "response.incomplete");
        JsonArray output = Objects.requireNonNull(
                Responding.at(last, "response", "output") instanceof JsonArray list ? list : null);
        assertThat(shape.done).hasSize(output.size());
        for (int i = 0; i < output.size(); i++) {
            JsonObject whole = (JsonObject) output.items().get(i);
            assertThat(whole.string("id")).isEqualTo(shape.ids.get((long) i));
            assertThat(stripped(Objects.requireNonNull(shape.done.get((long) i))))
                    .isEqualTo(stripped(whole));
        }
    }

    /** What may come after its item is done. */
    private static JsonValue stripped(JsonObject item) {
        JsonArray content = item.array("content");
        if (content == null) {
            return item;
        }
        List<JsonValue> parts = content.items().stream()
                .<JsonValue>map(part -> ((JsonObject) part).without("annotations", "logprobs"))
                .toList();
        return item.with("content", new JsonArray(parts));
    }

    private void see(SseEvent event) {
        JsonObject data = Json.parseObject(event.data());
        String type = Objects.requireNonNull(data.string("type"));
        assertThat(event.event()).isEqualTo(type);
        assertThat(data.integer("sequence_number")).isEqualTo(next++);
        Long index = data.integer("output_index");
        if (index == null) {
            return;
        }
        JsonObject item = data.object("item");
        if (type.equals("response.output_item.added") && item != null) {
            assertThat(index).isEqualTo(ids.size());
            ids.put(index, Objects.requireNonNull(item.string("id")));
        } else if (type.equals("response.output_item.done") && item != null) {
            assertThat(item.string("id")).isEqualTo(ids.get(index));
            done.put(index, item);
        } else {
            assertThat(data.string("item_id")).isEqualTo(ids.get(index));
            text(type, data);
        }
    }

    private void text(String type, JsonObject data) {
        String place =
                data.string("item_id") + "/" + data.get("content_index") + type.substring(0, type.lastIndexOf('.'));
        String delta = data.string("delta");
        if (type.endsWith(".delta")) {
            pieces.computeIfAbsent(place, any -> new StringBuilder()).append(delta);
        }
        String whole = whole(data);
        if (type.endsWith(".done") && whole != null) {
            assertThat(pieces.getOrDefault(place, new StringBuilder()).toString())
                    .isEqualTo(whole);
        }
    }

    private static @Nullable String whole(JsonObject data) {
        for (String name : List.of("text", "refusal", "arguments", "input")) {
            if (data.string(name) != null) {
                return data.string(name);
            }
        }
        return null;
    }
}
