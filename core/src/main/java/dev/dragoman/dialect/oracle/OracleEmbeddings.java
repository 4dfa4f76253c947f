package dev.dragoman.dialect.oracle;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Texts as vectors, {@value #MOST} an exchange at most.
 *
 * @param compartment the id of the compartment that pays
 * @param servingMode how the model is served, as the request says it
 * @see <a href="https://docs.oracle.com/en-us/iaas/api/#/en/generative-ai-inference/20231130/EmbedTextResult/EmbedText">Oracle:
 *     EmbedText</a>
 */
public record OracleEmbeddings(String compartment, JsonObject servingMode) implements ServiceForm {

    private static final int MOST = 96;
    private static final List<String> TYPES =
            List.of("search_document", "search_query", "classification", "clustering", "image");

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        String truncate = asked.choice("truncate", List.of("NONE", "START", "END"));
        JsonObject common = JsonObject.builder()
                .put("compartmentId", compartment)
                .put("servingMode", servingMode)
                .putIfPresent("inputType", type(asked))
                .putIfPresent("truncate", truncate)
                .build();
        JsonObject.Builder options = JsonObject.builder();
        asked.passAs(options, "dimensions", "outputDimensions");
        JsonObject all = common.merged(options.build());
        List<JsonObject> bodies = new ArrayList<>();
        for (int from = 0; from < inputs.texts().size(); from += MOST) {
            int to = Math.min(from + MOST, inputs.texts().size());
            bodies.add(all.with("inputs", JsonArray.ofStrings(inputs.texts().subList(from, to))));
        }
        return Written.of(bodies, asked, answers -> read(answers, inputs, asked));
    }

    private static @Nullable String type(Asked asked) {
        String type = asked.choice("input_type", TYPES);
        return type == null ? null : type.toUpperCase(Locale.ROOT);
    }

    private static Told read(List<Heard> answers, EmbeddingInputs inputs, Asked asked) {
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        for (Heard answer : answers) {
            Field json = answer.json();
            vectors.addAll(json.required("embeddings"));
            Field usage = json.member("usage");
            vectors.count(usage == null ? null : usage.integer("promptTokens"));
        }
        return vectors.told(asked.frame());
    }
}
