package dev.dragoman.dialect.deepinfra;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RerankInputs;
import dev.dragoman.dialect.RerankResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.Collections;
import java.util.List;

/**
 * Scores of pairs of a query and a document: the one query stands beside each document.
 *
 * @see <a href="https://deepinfra.com/Qwen/Qwen3-Reranker-8B/api">DeepInfra: Qwen3-Reranker</a>
 */
public final class DeepInfraRerank implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        RerankInputs inputs = RerankInputs.read(asked);
        List<String> texts = inputs.texts();
        JsonObject.Builder body = JsonObject.builder()
                .put("queries", JsonArray.ofStrings(Collections.nCopies(texts.size(), inputs.query())))
                .put("documents", JsonArray.ofStrings(texts));
        asked.pass(body, "instruction", "service_tier");
        return Written.of(body.build(), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, RerankInputs inputs, Asked asked) {
        Field json = answer.json();
        RerankResults results = inputs.results().id(json.string("request_id"));
        Field scores = json.required("scores");
        if (scores.array().size() != inputs.documents().size()) {
            throw scores.wrong("a score for each of " + inputs.documents().size() + " documents");
        }
        List<Field> all = scores.items();
        for (int i = 0; i < all.size(); i++) {
            results.add(i, all.get(i), all.get(i));
        }
        return results.tokens(json.integer("input_tokens"), null).told(asked.frame());
    }
}
