package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Together AI. */
final class TogetherPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.OPENAI);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/v1/embeddings" -> embeddings(COUNTER.checked(request, "TogetherEmbeddings"));
            case "/v1/rerank" -> ranked(COUNTER.checked(request, "TogetherRerank"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(Embedded.answer(body.path("input"), 0));
    }

    private static Reply ranked(JsonNode body) {
        ObjectNode reply = Ranked.answer(
                body, "results", "top_n", body.path("return_documents").asBoolean(false));
        reply.put("object", "rerank").put("id", "r-1").put("model", "m");
        reply.putObject("usage")
                .put("prompt_tokens", 33)
                .put("completion_tokens", 0)
                .put("total_tokens", 33);
        return Errors.json(reply);
    }
}
