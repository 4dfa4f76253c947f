package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Relevance;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ranking of Google's service for search. */
final class Ranking {

    private Ranking() {}

    static Reply answer(RecordedRequest request) {
        JsonNode body = Predictions.checked(request, "RankRequest");
        String query = body.path("query").asString("");
        List<String> texts = new ArrayList<>();
        body.path("records").forEach(one -> texts.add(one.path("content").asString("")));
        ObjectNode reply = Json.object();
        ArrayNode records = reply.putArray("records");
        int most = body.path("topN").asInt(texts.size());
        Relevance.order(query, texts).stream()
                .limit(most)
                .forEach(index -> records.addObject()
                        .put("id", body.path("records").path(index).path("id").asString(""))
                        .put("score", Relevance.of(query, texts.get(index))));
        return VertexRefusal.json(200, reply);
    }
}
