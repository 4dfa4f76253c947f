package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Relevance;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** NVIDIA's ranking. */
final class NvidiaPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.DETAIL);

    @Override
    public Reply answer(RecordedRequest request) {
        if (!request.path().matches("/v1/retrieval/.+/reranking")) {
            throw COUNTER.unknown(request);
        }
        JsonNode body = COUNTER.checked(request, "NvidiaRerank");
        String query = body.path("query").path("text").asString("");
        List<String> texts = Ranked.texts(body.path("passages"));
        ObjectNode reply = Json.object();
        ArrayNode rankings = reply.putArray("rankings");
        for (int index : Relevance.order(query, texts)) {
            rankings.addObject().put("index", index).put("logit", 10 * Relevance.of(query, texts.get(index)) - 5);
        }
        reply.putObject("usage").put("prompt_tokens", 9).put("total_tokens", 9);
        return Errors.json(reply);
    }
}
