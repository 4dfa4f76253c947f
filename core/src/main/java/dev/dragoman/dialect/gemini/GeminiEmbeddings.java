package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts as vectors, {@value #MOST} an exchange at most.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Gemini API: batchEmbedContents</a>
 */
public final class GeminiEmbeddings implements ServiceForm {

    private static final int MOST = 100;

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject.Builder common = JsonObject.builder();
        asked.passAs(common, "dimensions", "outputDimensionality").pass(common, "title");
        common.putIfPresent("taskType", asked.firstText("taskType", "task_type", "input_type"));
        JsonObject options = common.build();
        List<JsonObject> bodies = new ArrayList<>();
        for (int from = 0; from < inputs.texts().size(); from += MOST) {
            int to = Math.min(from + MOST, inputs.texts().size());
            bodies.add(body(inputs.texts().subList(from, to), asked.model(), options));
        }
        return Written.of(bodies, asked, answers -> read(answers, inputs, asked));
    }

    private static JsonObject body(List<String> texts, String model, JsonObject options) {
        List<JsonValue> requests = new ArrayList<>(texts.size());
        for (String text : texts) {
            JsonObject part = JsonObject.of("text", new JsonString(text));
            requests.add(JsonObject.builder()
                    .put("model", model.startsWith("models/") ? model : "models/" + model)
                    .put("content", JsonObject.of("parts", JsonArray.of(part)))
                    .build()
                    .merged(options));
        }
        return JsonObject.of("requests", new JsonArray(requests));
    }

    /** Most answers do not say how many tokens they took. */
    private static Told read(List<Heard> answers, EmbeddingInputs inputs, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        for (Heard answer : answers) {
            Field json = answer.json();
            json.required("embeddings").items().forEach(one -> vectors.add(one.required("values")));
            Field told = json.member("usageMetadata");
            vectors.count(told == null ? null : told.integer("promptTokenCount"));
        }
        return vectors.told(asked.frame());
    }
}
