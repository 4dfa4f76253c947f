package dev.dragoman.dialect.triton;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.util.List;

/**
 * Texts as vectors: one tensor of texts in, one of numbers out, whose last dimension is the vectors' length.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open
 *     Inference Protocol: REST</a>
 */
public final class TritonEmbeddings implements ServiceForm {

    @Override
    public Written write(Asked asked) {
        EmbeddingInputs inputs = EmbeddingInputs.read(asked.body("input", "encoding_format"));
        JsonObject tensor = JsonObject.builder()
                .put("name", "input_text")
                .put("shape", JsonArray.of(JsonNumber.of(inputs.texts().size())))
                .put("datatype", "BYTES")
                .put("data", JsonArray.ofStrings(inputs.texts()))
                .build();
        JsonObject body = JsonObject.of("inputs", JsonArray.of(tensor));
        return Written.of(body, asked, answer -> read(answer, inputs, asked));
    }

    private static Told read(Heard answer, EmbeddingInputs inputs, Asked asked) {
        List<Field> outputs = answer.json().required("outputs").items();
        if (outputs.isEmpty()) {
            throw answer.json().required("outputs").wrong("a tensor");
        }
        Field output = outputs.getFirst();
        List<Field> shape = output.required("shape").items();
        Field data = output.required("data");
        JsonArray numbers = data.array();
        long length = shape.isEmpty() ? 0 : shape.getLast().integer();
        if (length <= 0 || length * inputs.texts().size() != numbers.size()) {
            throw output.required("shape")
                    .wrong("a vector for each of " + inputs.texts().size() + " texts");
        }
        EmbeddingVectors vectors = new EmbeddingVectors(inputs);
        for (int from = 0; from < numbers.size(); from += (int) length) {
            JsonArray vector = new JsonArray(numbers.items().subList(from, from + (int) length));
            vectors.add(Field.of(Field.Author.VENDOR, "data", vector));
        }
        return vectors.told(asked.frame());
    }
}
