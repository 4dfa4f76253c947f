package dev.dragoman.dialect.titan;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts as vectors of Titan, one text an exchange. The first generation has vectors of one length only.
 *
 * @param second whether the model is of the second generation
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html">AWS: Titan
 *     Embeddings</a>
 */
public record TitanEmbeddings(boolean second) implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject.Builder options = JsonObject.builder();
        if (second) {
            asked.pass(options, "dimensions").pass(options, "normalize");
        }
        JsonObject same = options.build();
        List<JsonObject> bodies = new ArrayList<>(inputs.texts().size());
        for (String text : inputs.texts()) {
            bodies.add(JsonObject.builder().put("inputText", text).build().merged(same));
        }
        return Written.of(bodies, asked, answers -> read(answers, inputs, asked));
    }

    private static Told read(List<Heard> answers, EmbeddingInputs inputs, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        for (Heard answer : answers) {
            Field json = answer.json();
            vectors.add(json.required("embedding"));
            vectors.count(json.integer("inputTextTokenCount"));
        }
        return vectors.told(asked.frame());
    }
}
