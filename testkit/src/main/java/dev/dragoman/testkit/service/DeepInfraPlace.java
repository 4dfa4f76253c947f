package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Relevance;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** DeepInfra's own interface. */
final class DeepInfraPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.DETAIL);

    @Override
    public Reply answer(RecordedRequest request) {
        if (!request.path().startsWith("/v1/inference/")) {
            throw COUNTER.unknown(request);
        }
        JsonNode body = COUNTER.checked(request, "DeepInfraRerank");
        JsonNode queries = body.path("queries");
        JsonNode documents = body.path("documents");
        if (queries.size() != documents.size()) {
            throw Errors.DETAIL.refusal(422, "queries and documents must be of the same length");
        }
        ObjectNode reply = Json.object().put("input_tokens", 21).put("request_id", "R7X9fdlIaF");
        ArrayNode scores = reply.putArray("scores");
        for (int i = 0; i < queries.size(); i++) {
            scores.add(
                    Relevance.of(queries.path(i).asString(""), documents.path(i).asString("")));
        }
        return Errors.json(reply);
    }
}
