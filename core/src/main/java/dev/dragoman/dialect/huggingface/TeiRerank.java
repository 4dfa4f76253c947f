package dev.dragoman.dialect.huggingface;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RerankInputs;
import dev.dragoman.dialect.RerankResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;

/**
 * Texts in order of relevance.
 *
 * @see <a href="https://huggingface.github.io/text-embeddings-inference/#/Text%20Embeddings%20Inference/rerank">Hugging Face: Text
 *     Embeddings Inference, rerank</a>
 */
public final class TeiRerank implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        RerankInputs inputs = RerankInputs.read(asked);
        JsonObject.Builder body =
                JsonObject.builder().put("query", inputs.query()).put("texts", JsonArray.ofStrings(inputs.texts()));
        asked.pass(body, "raw_scores", "truncate", "truncation_direction");
        return Written.of(body.build(), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, RerankInputs inputs, Asked asked) {
        RerankResults results = inputs.results();
        for (Field rank : answer.json().items()) {
            results.add(rank.required("index"), rank.required("score"));
        }
        return results.told(asked.frame());
    }
}
