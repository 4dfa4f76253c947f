package dev.dragoman.dialect.watsonx;

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
 * Texts in order of relevance.
 *
 * @param scope the project or space that pays, as the member of the request that names it
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai#text-rerank">IBM: Generate rerank</a>
 */
public record WatsonxRerank(JsonObject scope) implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        RerankInputs inputs = RerankInputs.read(asked);
        List<JsonValue> texts = new ArrayList<>(inputs.documents().size());
        inputs.texts().forEach(text -> texts.add(JsonObject.of("text", new JsonString(text))));
        JsonObject.Builder parameters = JsonObject.builder();
        asked.pass(parameters, "truncate_input_tokens");
        if (inputs.topN() != null) {
            parameters.put(
                    "return_options",
                    JsonObject.builder().putIfPresent("top_n", inputs.topN()).build());
        }
        JsonObject.Builder body = JsonObject.builder()
                .put("model_id", asked.model())
                .put("query", inputs.query())
                .put("inputs", new JsonArray(texts));
        JsonObject all = parameters.build();
        if (!all.isEmpty()) {
            body.put("parameters", all);
        }
        return Written.of(body.build().merged(scope), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, RerankInputs inputs, Asked asked) {
        Field json = answer.json();
        RerankResults results = inputs.results();
        for (Field result : json.required("results").items()) {
            results.add(result.required("index"), result.required("score"));
        }
        return results.tokens(json.integer("input_token_count"), null).told(asked.frame());
    }
}
