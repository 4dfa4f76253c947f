package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts as vectors by {@code predict}.
 *
 * @param most how many texts an exchange may carry: {@value #MOST}, but one for Gemini's own models
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api">Google: Text
 *     embeddings API</a>
 */
public record PredictEmbeddings(int most) implements ServiceForm {

    /** What the older models take. */
    public static final int MOST = 250;

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject.Builder instance = JsonObject.builder();
        instance.putIfPresent("task_type", asked.firstText("task_type", "taskType", "input_type"));
        asked.pass(instance, "title");
        JsonObject same = instance.build();
        JsonObject.Builder parameters = JsonObject.builder();
        asked.passAs(parameters, "dimensions", "outputDimensionality")
                .passAs(parameters, "auto_truncate", "autoTruncate")
                .pass(parameters, "autoTruncate");
        JsonObject options = parameters.build();
        List<JsonObject> bodies = new ArrayList<>();
        for (int from = 0; from < inputs.texts().size(); from += most) {
            int to = Math.min(from + most, inputs.texts().size());
            bodies.add(body(inputs.texts().subList(from, to), same, options));
        }
        return Written.of(bodies, asked, answers -> read(answers, inputs, asked));
    }

    private static JsonObject body(List<String> texts, JsonObject same, JsonObject options) {
        List<JsonValue> instances = new ArrayList<>(texts.size());
        for (String text : texts) {
            instances.add(JsonObject.builder().put("content", text).build().merged(same));
        }
        JsonObject body = JsonObject.of("instances", new JsonArray(instances));
        return options.isEmpty() ? body : body.with("parameters", options);
    }

    private static Told read(List<Heard> answers, EmbeddingInputs inputs, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        for (Heard answer : answers) {
            for (Field prediction : answer.json().required("predictions").items()) {
                Field embeddings = prediction.required("embeddings");
                vectors.add(embeddings.required("values"));
                Field statistics = embeddings.member("statistics");
                Field count = statistics == null ? null : statistics.member("token_count");
                vectors.count(count == null ? null : Long.valueOf(Math.round(count.number())));
            }
        }
        return vectors.told(asked.frame());
    }
}
