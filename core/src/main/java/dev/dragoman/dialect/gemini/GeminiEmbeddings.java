package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.Field;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts as vectors.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Gemini API: batchEmbedContents</a>
 */
public final class GeminiEmbeddings {

    private static final Set<String> READ = Set.of(
            "model", "input", "encoding_format", "dimensions", "user", "taskType", "task_type", "title", "input_type");

    private GeminiEmbeddings() {}

    /**
     * A request in Google's words.
     *
     * @param unsupported parameters of the caller that Google has no words for
     */
    public record Written(JsonBody body, List<String> unsupported) {}

    /** Writes a request with all texts of the caller. */
    public static Written write(JsonBody asked, EmbeddingInputs inputs, String model) {
        List<JsonValue> requests = new ArrayList<>(inputs.texts().size());
        JsonObject options = options(asked);
        for (String text : inputs.texts()) {
            JsonObject part = JsonObject.of("text", new JsonString(text));
            JsonObject content = JsonObject.of("parts", new JsonArray(List.of(part)));
            requests.add(JsonObject.builder()
                    .put("model", model.startsWith("models/") ? model : "models/" + model)
                    .put("content", content)
                    .build()
                    .merged(options));
        }
        List<String> unsupported = new ArrayList<>(0);
        asked.names().stream()
                .filter(name -> !READ.contains(name) || name.equals("user"))
                .forEach(unsupported::add);
        return new Written(JsonBody.of(JsonObject.of("requests", new JsonArray(requests))), unsupported);
    }

    /** The vectors of an answer. */
    public static List<JsonArray> read(byte[] body) {
        List<JsonArray> vectors = new ArrayList<>();
        for (Field embedding : answer(body).required("embeddings").items()) {
            vectors.add(embedding.required("values").array());
        }
        return vectors;
    }

    /** What an answer says of its tokens; nothing when it does not, as most do not. */
    public static Usage usage(byte[] body) {
        Field told = answer(body).member("usageMetadata");
        Long tokens = told == null ? null : told.integer("promptTokenCount");
        return tokens == null ? Usage.NONE : Usage.of(tokens, 0);
    }

    private static JsonObject options(JsonBody asked) {
        JsonObject.Builder options = JsonObject.builder();
        if (!asked.isNull("dimensions")) {
            options.putIfPresent("outputDimensionality", asked.value("dimensions"));
        }
        String task = first(asked, "taskType", "task_type", "input_type");
        return options.putIfPresent("taskType", task)
                .putIfPresent("title", asked.string("title"))
                .build();
    }

    private static @Nullable String first(JsonBody asked, String... names) {
        for (String name : names) {
            String value = asked.string(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Field answer(byte[] body) {
        return Field.root(Field.Author.VENDOR, Json.parse(body));
    }
}
