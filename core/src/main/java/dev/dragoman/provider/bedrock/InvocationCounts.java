package dev.dragoman.provider.bedrock;

import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What InvokeModel counts beside a model's own answer: in the head of a whole one, in the last piece of a streamed one.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">AWS: Inference request parameters</a>
 */
final class InvocationCounts {

    private static final String INPUT = "x-amzn-bedrock-input-token-count";
    private static final String OUTPUT = "x-amzn-bedrock-output-token-count";
    private static final String METRICS = "amazon-bedrock-invocationMetrics";

    private InvocationCounts() {}

    /** The counts in the head of a whole answer. */
    static Usage of(Headers head) {
        Long input = number(head.first(INPUT));
        Long output = number(head.first(OUTPUT));
        return new Usage(input, output, null, null, null, null, null, null, null, JsonObject.EMPTY);
    }

    /** A chunk in OpenAI's format that tells the counts of this piece; null when the piece tells none, or tells them itself. */
    static @Nullable JsonObject chunk(JsonBody piece) {
        if (piece.value("usage") instanceof JsonObject || !(piece.value(METRICS) instanceof JsonObject metrics)) {
            return null;
        }
        Long input = metrics.integer("inputTokenCount");
        Long output = metrics.integer("outputTokenCount");
        if (input == null || output == null) {
            return null;
        }
        JsonObject usage = JsonObject.builder()
                .put("prompt_tokens", JsonNumber.of(input))
                .put("completion_tokens", JsonNumber.of(output))
                .put("total_tokens", JsonNumber.of(input + output))
                .build();
        JsonObject.Builder chunk = JsonObject.builder();
        for (String name : new String[] {"id", "object", "created", "model"}) {
            JsonValue value = piece.value(name);
            if (value != null) {
                chunk.put(name, value);
            }
        }
        return chunk.put("choices", JsonArray.EMPTY).put("usage", usage).build();
    }

    private static @Nullable Long number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException noCount) {
            // A count that is none tells nothing; the answer stands.
            return null;
        }
    }
}
