package dev.dragoman.gateway.cache;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ServiceSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a model of the gateway's own, as a call of the same caller that is counted and paid for like any other. */
public final class RoutedEmbedder implements Embedder {

    private final Pipeline pipeline;

    /**
     * An embedder.
     *
     * @param pipeline the rooms that such a call passes
     */
    public RoutedEmbedder(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public float[] vector(Call call, String model, String text) {
        JsonBody body = JsonBody.of(
                JsonObject.builder().put("model", model).put("input", text).build());
        Call asking = new Call(
                call.id(),
                call.route(),
                call.caller(),
                model,
                new ServiceSource(Operation.EMBEDDINGS, body, List.of(), false),
                CallOptions.NONE,
                Headers.EMPTY,
                new ReplyFrame(call.id(), model, call.frame().createdSeconds(), false, false),
                call.receivedNanos(),
                call.cancellation());
        float[] vector = pipeline.handle(asking).answer() instanceof CallAnswer.Whole whole
                ? read(Json.parseObject(whole.body().toBytes()))
                : null;
        if (vector == null) {
            throw new ApiResponseException(
                    ErrorDetail.of("model " + model + ": no vector in the answer (expected: data[0].embedding)"));
        }
        return vector;
    }

    private static float @Nullable [] read(JsonObject reply) {
        JsonArray data = reply.array("data");
        JsonArray numbers = data != null && !data.isEmpty() && data.items().getFirst() instanceof JsonObject first
                ? first.array("embedding")
                : null;
        if (numbers == null || numbers.isEmpty()) {
            return null;
        }
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(numbers.items().get(i) instanceof JsonNumber number)) {
                return null;
            }
            vector[i] = (float) number.doubleValue();
        }
        return vector;
    }
}
