package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Voyage AI. */
final class VoyagePlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.DETAIL);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/v1/embeddings" -> embeddings(COUNTER.checked(request, "VoyageEmbeddings"));
            case "/v1/multimodalembeddings" -> multimodal(COUNTER.checked(request, "VoyageMultimodal"));
            case "/v1/rerank" -> ranked(COUNTER.checked(request, "VoyageRerank"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(Embedded.answer(
                body.path("input"), body.path("output_dimension").asInt(0)));
    }

    /** Of several parts, the vector of their texts and images one after the other; images count by their pixels. */
    private static Reply multimodal(JsonNode body) {
        ArrayNode inputs = Json.array();
        for (JsonNode input : body.path("inputs")) {
            StringBuilder whole = new StringBuilder();
            for (JsonNode part : input.path("content")) {
                String type = part.path("type").asString("");
                whole.append(part.path(type).asString(""));
            }
            inputs.add(whole.toString());
        }
        ObjectNode reply = Embedded.answer(inputs, body.path("output_dimension").asInt(0));
        reply.putObject("usage")
                .put("text_tokens", 5)
                .put("image_pixels", 560_000)
                .put("total_tokens", 1_005);
        return Errors.json(reply);
    }

    private static Reply ranked(JsonNode body) {
        ObjectNode reply = Ranked.answer(body, "data", "top_k", false).put("object", "list");
        reply.putObject("usage").put("total_tokens", 26);
        return Errors.json(reply);
    }
}
