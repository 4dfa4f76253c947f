package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;

/**
 * Texts as vectors, all of a request in one exchange.
 *
 * @see <a href="https://docs.ollama.com/api/embed">Ollama: Generate embeddings</a>
 */
public final class OllamaEmbeddings implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject.Builder body =
                JsonObject.builder().put("model", asked.model()).put("input", JsonArray.ofStrings(inputs.texts()));
        asked.pass(body, "dimensions", "truncate", "options", "keep_alive");
        return Written.of(body.build(), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, EmbeddingInputs inputs, Asked asked) {
        Field json = answer.json();
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        vectors.addAll(json.required("embeddings"));
        vectors.count(json.integer("prompt_eval_count"));
        return vectors.told(asked.frame());
    }
}
