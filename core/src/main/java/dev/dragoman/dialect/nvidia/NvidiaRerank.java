package dev.dragoman.dialect.nvidia;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.RerankInputs;
import dev.dragoman.dialect.RerankResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Passages in order of relevance. Scores are logits, as the models give them.
 *
 * @see <a href="https://docs.nvidia.com/nim/nemo-retriever/text-reranking/latest/reference.html">NVIDIA: Text Reranking NIM</a>
 */
public final class NvidiaRerank implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        RerankInputs inputs = RerankInputs.read(asked);
        List<JsonValue> passages = new ArrayList<>(inputs.documents().size());
        inputs.texts().forEach(text -> passages.add(JsonObject.of("text", new JsonString(text))));
        JsonObject.Builder body = JsonObject.builder()
                .put("model", asked.model())
                .put("query", JsonObject.of("text", new JsonString(inputs.query())))
                .put("passages", new JsonArray(passages))
                .putIfPresent("truncate", asked.choice("truncate", List.of("NONE", "END")));
        return Written.of(body.build(), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, RerankInputs inputs, Asked asked) {
        Field json = answer.json();
        RerankResults results = inputs.results();
        for (Field ranking : json.required("rankings").items()) {
            results.add(ranking.required("index"), ranking.required("logit"));
        }
        Field usage = json.member("usage");
        if (usage != null) {
            results.tokens(usage.integer("total_tokens"), null);
        }
        return results.told(asked.frame());
    }
}
