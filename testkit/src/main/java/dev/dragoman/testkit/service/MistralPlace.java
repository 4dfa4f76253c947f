package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Mistral AI. */
final class MistralPlace implements Place {

    private static final Counter COUNTER = Counter.bearer(Errors.DETAILS);

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/v1/embeddings" -> embeddings(COUNTER.checked(request, "MistralEmbeddings"));
            case "/v1/moderations" -> moderations(COUNTER.checked(request, "MistralModeration"));
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embeddings(JsonNode body) {
        return Errors.json(Embedded.answer(
                body.path("input"), body.path("output_dimension").asInt(0)));
    }

    private static Reply moderations(JsonNode body) {
        ObjectNode reply =
                Json.object().put("id", "mod-e5cc70bb28c444948073e77776eb30ef").put("model", "mistral-moderation");
        ArrayNode results = reply.putArray("results");
        for (JsonNode text : body.path("input")) {
            boolean bad = text.asString("").contains("harm");
            ObjectNode result = results.addObject();
            result.putObject("categories").put("violence_and_threats", bad).put("pii", false);
            result.putObject("category_scores")
                    .put("violence_and_threats", bad ? 0.9 : 0.01)
                    .put("pii", 0.0);
        }
        reply.putObject("usage")
                .put("prompt_tokens", 18)
                .put("total_tokens", 18)
                .put("completion_tokens", 0);
        return Errors.json(reply);
    }
}
