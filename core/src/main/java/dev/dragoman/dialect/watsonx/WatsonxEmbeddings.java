package dev.dragoman.dialect.watsonx;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;

/**
 * Texts as vectors.
 *
 * @param scope the project or space that pays, as the member of the request that names it
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai#text-embeddings">IBM: Generate embeddings</a>
 */
public record WatsonxEmbeddings(JsonObject scope) implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject.Builder body =
                JsonObject.builder().put("model_id", asked.model()).put("inputs", JsonArray.ofStrings(inputs.texts()));
        JsonObject.Builder parameters = JsonObject.builder();
        asked.pass(parameters, "truncate_input_tokens");
        Field own = asked.field("parameters");
        JsonObject all = own == null ? parameters.build() : parameters.build().merged(own.object());
        if (!all.isEmpty()) {
            body.put("parameters", all);
        }
        return Written.of(body.build().merged(scope), asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, EmbeddingInputs inputs, Asked asked) {
        Field json = answer.json();
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        json.required("results").items().forEach(result -> vectors.add(result.required("embedding")));
        vectors.count(json.integer("input_token_count"));
        return vectors.told(asked.frame());
    }
}
