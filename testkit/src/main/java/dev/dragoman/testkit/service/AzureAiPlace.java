package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;

/** Azure AI Foundry's model inference: texts and images at two addresses. */
final class AzureAiPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.OPENAI);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/embeddings" -> embeddings(COUNTER.checked(request, "AzureAiEmbeddings"));
            case "/images/embeddings" -> embeddings(COUNTER.checked(request, "AzureAiImageEmbeddings"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(
                Embedded.answer(body.path("input"), body.path("dimensions").asInt(0)));
    }
}
