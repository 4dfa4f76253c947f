package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Voyage AI. */
final class VoyagePlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.DETAIL);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/v1/embeddings" -> embeddings(COUNTER.checked(request, "VoyageEmbeddings"));
            case "/v1/rerank" -> ranked(COUNTER.checked(request, "VoyageRerank"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(Embedded.answer(
                body.path("input"), body.path("output_dimension").asInt(0)));
    }

    private static Reply ranked(JsonNode body) {
        ObjectNode reply = Ranked.answer(body, "data", "top_k", false).put("object", "list");
        reply.putObject("usage").put("total_tokens", 26);
        return Errors.json(reply);
    }
}
