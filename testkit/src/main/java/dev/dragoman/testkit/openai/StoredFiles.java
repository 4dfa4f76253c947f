package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.FormData;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Files that clients keep at OpenAI. Not thread-safe. */
final class StoredFiles {

    /** When everything was made. */
    static final long TIME = 1_767_225_600;

    private static final Set<String> FIELDS =
            Set.of("file", "purpose", "expires_after[anchor]", "expires_after[seconds]");
    private static final Set<String> PURPOSES =
            Set.of("assistants", "batch", "fine-tune", "vision", "user_data", "evals");

    private final Supplier<String> numbers;
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    StoredFiles(Supplier<String> numbers) {
        this.numbers = numbers;
    }

    /** The answer to a request, by method and what follows the list's path. */
    Optional<Reply> answer(String asked, String id, RecordedRequest request) {
        return switch (asked) {
            case "POST" -> Optional.of(Library.json(uploaded(request)));
            case "GET" -> Optional.of(Library.json(Library.page(listed(request), request)));
            case "GET id" -> Optional.of(Library.json(Library.found(files, id, "file")));
            case "GET id content" -> Optional.of(content(id));
            case "DELETE id" -> Optional.of(Library.json(deleted(id)));
            default -> Optional.empty();
        };
    }

    @Nullable
    ObjectNode find(String id) {
        return files.get(id);
    }

    /** Keeps a file; its id. */
    String keep(String name, String purpose, String text) {
        return keep(name, purpose, text.getBytes(StandardCharsets.UTF_8))
                .path("id")
                .asString("");
    }

    /** The lines of a file of JSON lines. */
    List<JsonNode> lines(String id) {
        List<JsonNode> lines = new ArrayList<>();
        new String(contents.getOrDefault(id, new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.add(parsed(line)));
        return lines;
    }

    private static JsonNode parsed(String line) {
        try {
            return Json.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException wrong) {
            throw Refusal.badRequest("This line is not parseable as valid JSON.", "input_file_id", "invalid_json_line");
        }
    }

    private ObjectNode uploaded(RecordedRequest request) {
        FormData form = form(request);
        for (FormData.Part part : form.parts()) {
            if (!FIELDS.contains(part.name())) {
                throw Refusal.badRequest("Unknown parameter: '" + part.name() + "'.", part.name(), "unknown_parameter");
            }
        }
        String purpose = form.text("purpose").orElse("");
        if (!PURPOSES.contains(purpose)) {
            throw Refusal.badRequest("'" + purpose + "' is not one of " + PURPOSES + " - 'purpose'", "purpose", null);
        }
        FormData.Part file =
                form.file("file").orElseThrow(() -> Refusal.badRequest("'file' is a required property", "file", null));
        return keep(String.valueOf(file.fileName()), purpose, file.bytes());
    }

    private static FormData form(RecordedRequest request) {
        try {
            return FormData.of(request);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badRequest("Could not parse multipart form: " + wrong.getMessage(), null, null);
        }
    }

    private ObjectNode keep(String name, String purpose, byte[] bytes) {
        String id = "file-" + numbers.get();
        ObjectNode file = Json.object()
                .put("id", id)
                .put("object", "file")
                .put("bytes", bytes.length)
                .put("created_at", TIME)
                .put("filename", name)
                .put("purpose", purpose)
                .put("status", "processed");
        files.put(id, file);
        contents.put(id, bytes);
        return file;
    }

    private List<ObjectNode> listed(RecordedRequest request) {
        String purpose = request.query().getOrDefault("purpose", "");
        return files.values().stream()
                .filter(file ->
                        purpose.isEmpty() || file.path("purpose").asString("").equals(purpose))
                .toList();
    }

    private Reply content(String id) {
        Library.found(files, id, "file");
        Header type = new Header("content-type", "application/octet-stream");
        return Reply.whole(200, List.of(type), contents.getOrDefault(id, new byte[0]));
    }

    private ObjectNode deleted(String id) {
        Library.found(files, id, "file");
        files.remove(id);
        contents.remove(id);
        return Json.object().put("id", id).put("object", "file").put("deleted", true);
    }
}
