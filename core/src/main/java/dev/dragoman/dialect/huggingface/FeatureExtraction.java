package dev.dragoman.dialect.huggingface;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.List;

/**
 * Texts as vectors, as servers of Text Embeddings Inference and containers for feature extraction take them. Containers that
 * answer with a vector for each token of a text have the first, of the text as a whole, taken.
 *
 * @see <a href="https://huggingface.github.io/text-embeddings-inference/">Hugging Face: Text Embeddings Inference</a>
 * @see <a href="https://huggingface.co/docs/inference-providers/tasks/feature-extraction">Hugging Face: Feature Extraction</a>
 */
public final class FeatureExtraction implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject.Builder body = JsonObject.builder().put("inputs", JsonArray.ofStrings(inputs.texts()));
        asked.pass(body, "normalize")
                .pass(body, "truncate")
                .pass(body, "truncation_direction")
                .pass(body, "prompt_name")
                .pass(body, "dimensions");
        return Written.of(body.build(), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, EmbeddingInputs inputs, Asked asked) {
        Field json = answer.json();
        Field list = json.value() instanceof JsonObject ? json.required("embedding") : json;
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        for (Field vector : list.items()) {
            vectors.add(pooled(vector));
        }
        return vectors.told(asked.frame());
    }

    private static Field pooled(Field vector) {
        Field found = vector;
        while (found.value() instanceof JsonArray list
                && !list.isEmpty()
                && list.items().getFirst() instanceof JsonArray) {
            List<Field> inner = found.items();
            found = inner.getFirst();
        }
        return found;
    }
}
