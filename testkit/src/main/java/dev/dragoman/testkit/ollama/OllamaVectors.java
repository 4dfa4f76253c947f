package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's vectors. Unlike Ollama, refuses fields that nobody reads. */
final class OllamaVectors {

    private static final FieldTables TABLES = FieldTables.load(OllamaVectors.class, "vectors.fields");

    private OllamaVectors() {}

    static Reply answer(RecordedRequest request) {
        JsonNode body = checked(request);
        JsonNode input = body.path("input");
        ObjectNode reply = Json.object().put("model", body.path("model").asString(""));
        ArrayNode vectors = reply.putArray("embeddings");
        int tokens = 0;
        for (JsonNode text : input.isArray() ? input : Json.array().add(input)) {
            Vectors.addTo(
                    vectors.addArray(),
                    Vectors.of(text.asString(""), body.path("dimensions").asInt(8)));
            tokens += text.asString("").length();
        }
        reply.put("total_duration", 14_143_917).put("load_duration", 1_019_500).put("prompt_eval_count", tokens);
        return Reply.whole(200, OllamaErrors.HEADERS, Json.bytes(reply));
    }

    private static JsonNode checked(RecordedRequest request) {
        if (!request.method().equals("POST")) {
            throw OllamaRefusal.plain(405, "405 method not allowed");
        }
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            throw OllamaRefusal.of(400, noJson.getOriginalMessage());
        }
        List<Violation> violations = TABLES.check(body, "Embed", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw OllamaComplaints.refusal(violations.getFirst());
        }
        return body;
    }
}
