package dev.dragoman.gateway.batch;

import dev.dragoman.http.Body;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a batch.
 *
 * @param input what the id of its input tells
 * @param created when it was made, in Unix seconds
 * @param lines how many requests it has
 * @param metadata what the client wants to remember; null for nothing
 */
record BatchNote(
        KeptId input, long created, long lines, @Nullable JsonObject metadata) {

    private static final String FOLDER = "batches/";

    static String note(String name) {
        return FOLDER + name + "/batch.json";
    }

    static String customIds(String name) {
        return FOLDER + name + "/ids.jsonl";
    }

    /** Stands there when the batch was paid for. */
    static String booked(String name) {
        return FOLDER + name + "/booked.txt";
    }

    static String output(String name) {
        return FOLDER + name + "/output/";
    }

    Body written() {
        JsonObject note = JsonObject.builder()
                .put("input", input.text())
                .put("created_at", created)
                .put("lines", lines)
                .putIfPresent("metadata", metadata)
                .build();
        return Body.of(Json.bytes(note));
    }

    static BatchNote read(byte[] bytes) {
        JsonObject note = Json.parseObject(bytes);
        return new BatchNote(
                KeptId.of(Objects.requireNonNull(note.string("input"))),
                Objects.requireNonNull(note.integer("created_at")),
                Objects.requireNonNull(note.integer("lines")),
                note.object("metadata"));
    }
}
