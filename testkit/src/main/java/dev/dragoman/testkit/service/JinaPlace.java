package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Jina AI. */
final class JinaPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.DETAIL);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/v1/embeddings" -> embeddings(COUNTER.checked(request, "JinaEmbeddings"));
            case "/v1/rerank" -> ranked(COUNTER.checked(request, "JinaRerank"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(
                Embedded.answer(body.path("input"), body.path("dimensions").asInt(0)));
    }

    private static Reply ranked(JsonNode body) {
        boolean documents = body.path("return_documents").asBoolean(true);
        ObjectNode reply = Ranked.answer(body, "results", "top_n", documents).put("model", "jina");
        reply.putObject("usage").put("total_tokens", 31);
        return Errors.json(reply);
    }
}
