package dev.dragoman.testkit.watsonx;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Relevance;
import dev.dragoman.testkit.vendor.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Vectors and rankings.
 *
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai#text-embeddings">IBM: Generate embeddings</a>
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai#text-rerank">IBM: Generate rerank</a>
 */
final class TextServices {

    private static final int LENGTH = 8;

    private TextServices() {}

    /** The table of requests to this path; null when it is none of these. */
    static @Nullable String table(String path) {
        return switch (path) {
            case "/ml/v1/text/embeddings" -> "EmbeddingRequest";
            case "/ml/v1/text/rerank" -> "RerankRequest";
            default -> null;
        };
    }

    static ObjectNode answer(JsonNode body) {
        ObjectNode answer = Json.object()
                .put("model_id", body.path("model_id").asString(""))
                .put("created_at", "2026-01-01T00:00:00.000Z")
                .put("input_token_count", 11);
        ArrayNode results = answer.putArray("results");
        if (body.has("query")) {
            ranked(body, results);
        } else {
            for (JsonNode text : body.path("inputs")) {
                Vectors.addTo(results.addObject().putArray("embedding"), Vectors.of(text.asString(""), LENGTH));
            }
        }
        return answer;
    }

    private static void ranked(JsonNode body, ArrayNode into) {
        List<String> texts = new ArrayList<>();
        body.path("inputs").forEach(one -> texts.add(one.path("text").asString("")));
        String query = body.path("query").asString("");
        int most = body.path("parameters").path("return_options").path("top_n").asInt(texts.size());
        for (int index : Relevance.order(query, texts).subList(0, Math.min(most, texts.size()))) {
            into.addObject().put("index", index).put("score", Relevance.of(query, texts.get(index)));
        }
    }
}
