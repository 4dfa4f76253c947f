package dev.dragoman.testkit.replicate;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The predictions that were made. Thread-safe. */
final class Predictions {

    /** How often a slow prediction is asked for before it is done. */
    private static final int ROUNDS = 2;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    /** A prediction: the request that made it, and what is told when it is done; null for one that is followed. */
    private static final class Made {

        private final JsonNode body;
        private final String model;
        private final @Nullable ObjectNode done;
        private int asked;

        Made(JsonNode body, String model, @Nullable ObjectNode done) {
            this.body = body;
            this.model = model;
            this.done = done;
        }
    }

    /** A prediction that will be followed at the address of its stream. */
    ObjectNode followed(JsonNode body, String model, String server) {
        String id = "p" + numbers.incrementAndGet();
        made.put(id, new Made(body, model, null));
        ObjectNode prediction = prediction(id, model, body, "starting", server);
        ((ObjectNode) prediction.path("urls")).put("stream", server + "/v1/streams/" + id);
        return prediction;
    }

    /** A prediction that is done at once, or after it was asked for a few times. */
    ObjectNode awaited(ChatCall call, Content content, boolean slow, String server) {
        String id = "p" + numbers.incrementAndGet();
        ObjectNode done = prediction(id, call.model(), call.body(), "succeeded", server);
        ArrayNode output = done.putArray("output");
        Pieces.of(content.text(), 7).forEach(output::add);
        var usage = content.usageFor(call.size());
        done.putObject("metrics")
                .put("input_token_count", usage.input())
                .put("output_token_count", usage.output())
                .put("predict_time", 0.25);
        made.put(id, new Made(call.body(), call.model(), done));
        return slow ? prediction(id, call.model(), call.body(), "starting", server) : done;
    }

    /** Whether a model draws. */
    static boolean draws(String model) {
        return model.startsWith("black-forest-labs/");
    }

    /** An image, which is done after it was asked for a few times. */
    ObjectNode drawn(JsonNode body, String model, String server) {
        String id = "p" + numbers.incrementAndGet();
        ObjectNode done = prediction(id, model, body, "succeeded", server);
        done.putArray("output").add(server + "/delivery/" + id + "/out-0");
        done.putObject("metrics").put("image_count", 1).put("predict_time", 0.5);
        made.put(id, new Made(body, model, done));
        return prediction(id, model, body, "starting", server);
    }

    /** What is told of a prediction that is asked for; null when there is none. */
    @Nullable
    ObjectNode get(String id, String server) {
        Made one = made.get(id);
        if (one == null || one.done == null) {
            return null;
        }
        synchronized (one) {
            one.asked++;
            return one.asked < ROUNDS || one.model.contains("endless")
                    ? prediction(id, one.model, one.body, "processing", server)
                    : one.done;
        }
    }

    /** The request that made a prediction; null when there is none. */
    @Nullable
    JsonNode body(String id) {
        Made one = made.get(id);
        return one == null ? null : one.body;
    }

    String model(String id) {
        Made one = made.get(id);
        return one == null ? "" : one.model;
    }

    private static ObjectNode prediction(String id, String model, JsonNode body, String status, String server) {
        ObjectNode prediction = Json.object()
                .put("id", id)
                .put("model", model)
                .put("version", "hidden")
                .put("status", status)
                .put("created_at", "2026-01-01T00:00:00.000Z")
                .put("logs", "");
        prediction.set("input", body.path("input"));
        prediction.putNull("output").putNull("error");
        prediction
                .putObject("urls")
                .put("get", server + "/v1/predictions/" + id)
                .put("cancel", server + "/v1/predictions/" + id + "/cancel");
        return prediction;
    }
}
