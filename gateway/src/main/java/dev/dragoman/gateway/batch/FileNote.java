package dev.dragoman.gateway.batch;

import dev.dragoman.http.Body;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is remembered of a file.
 *
 * @param id what its id tells
 * @param fileName what its client called it
 * @param bytes its length
 * @param created when it came, in Unix seconds
 * @param lines how many requests it holds
 * @param betas the features of Anthropic's API that they need
 */
record FileNote(KeptId id, String fileName, long bytes, long created, long lines, List<String> betas) {

    private static final String FOLDER = "files/";
    private static final String NOTE = "/file.json";

    FileNote {
        betas = List.copyOf(betas);
    }

    /** The names of what belongs to a file. */
    static String note(String name) {
        return FOLDER + name + NOTE;
    }

    static String content(String name) {
        return FOLDER + name + "/content.jsonl";
    }

    static String document(String name) {
        return FOLDER + name + "/input.jsonl";
    }

    static String customIds(String name) {
        return FOLDER + name + "/ids.jsonl";
    }

    /** The names of files among names of objects, newest first. */
    static List<String> named(List<String> objects) {
        return objects.stream()
                .filter(object -> object.startsWith(FOLDER) && object.endsWith(NOTE))
                .map(object -> object.substring(FOLDER.length(), object.length() - NOTE.length()))
                .sorted((one, other) -> other.compareTo(one))
                .toList();
    }

    static String folder() {
        return FOLDER;
    }

    Body written() {
        JsonObject note = JsonObject.builder()
                .put("id", id.text())
                .put("filename", fileName)
                .put("bytes", bytes)
                .put("created_at", created)
                .put("lines", lines)
                .put("betas", JsonArray.ofStrings(betas))
                .build();
        return Body.of(Json.bytes(note));
    }

    static FileNote read(byte[] bytes) {
        JsonObject note = Json.parseObject(bytes);
        List<String> betas = new ArrayList<>();
        JsonArray told = note.array("betas");
        for (JsonValue beta : told == null ? JsonArray.EMPTY : told) {
            betas.add(((JsonString) beta).value());
        }
        return new FileNote(
                KeptId.of(Objects.requireNonNull(note.string("id"))),
                Objects.requireNonNull(note.string("filename")),
                Objects.requireNonNull(note.integer("bytes")),
                Objects.requireNonNull(note.integer("created_at")),
                Objects.requireNonNull(note.integer("lines")),
                betas);
    }

    /** The file as OpenAI's clients know it. */
    JsonObject told(KeptIds ids) {
        return JsonObject.builder()
                .put("id", ids.told(id))
                .put("object", "file")
                .put("bytes", bytes)
                .put("created_at", created)
                .put("filename", fileName)
                .put("purpose", "batch")
                .put("status", "processed")
                .build();
    }
}
