package dev.dragoman.dialect.prompt;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import org.jspecify.annotations.Nullable;

/** The counts that Amazon Bedrock puts into the last piece of every model's stream. */
final class InvocationMetrics {

    private static final String MEMBER = "amazon-bedrock-invocationMetrics";

    private InvocationMetrics() {}

    /** The counts of the service, else those of the model. */
    static Usage or(JsonObject told, @Nullable Long input, @Nullable Long output) {
        JsonObject metrics = told.object(MEMBER);
        Long in = metrics == null ? input : metrics.integer("inputTokenCount");
        Long out = metrics == null ? output : metrics.integer("outputTokenCount");
        return in == null && out == null
                ? Usage.NONE
                : new Usage(in, out, null, null, null, null, null, null, null, JsonObject.EMPTY);
    }
}
