package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Azure AI Foundry's model inference: texts and images at two addresses. */
final class AzureAiPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.OPENAI);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/embeddings" -> embeddings(COUNTER.checked(request, "AzureAiEmbeddings"));
            case "/images/embeddings" -> embeddings(COUNTER.checked(request, "AzureAiImageEmbeddings"));
            case "/v1/rerank" -> ranked(COUNTER.checked(request, "CohereRerank1"));
            case "/v2/rerank" -> ranked(COUNTER.checked(request, "CohereRerank2"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(
                Embedded.answer(body.path("input"), body.path("dimensions").asInt(0)));
    }

    private static Reply ranked(JsonNode body) {
        ObjectNode reply = Ranked.answer(body, "results", "top_n", body.path("return_documents").asBoolean(false));
        reply.put("id", "07734bd2-2473-4f07-94e1-0d9f0e6843cf");
        ObjectNode meta = reply.putObject("meta");
        meta.putObject("api_version").put("version", "1");
        meta.putObject("billed_units").put("search_units", 1);
        return Errors.json(reply);
    }
}
