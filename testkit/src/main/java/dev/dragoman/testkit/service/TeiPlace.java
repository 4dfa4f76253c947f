package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Relevance;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Text Embeddings Inference; {@code /tokens} answers as containers that pool nothing do. */
final class TeiPlace implements Place {

    private static final Counter COUNTER = Counter.open(Errors.ERROR);
    private static final int LENGTH = 8;

    @Override
    public Reply answer(RecordedRequest request) {
        return switch (request.path()) {
            case "", "/", "/embed" -> embed(COUNTER.checked(request, "TeiEmbed"), false);
            case "/rerank" -> ranked(COUNTER.checked(request, "TeiRerank"));
            case "/tokens" -> embed(COUNTER.checked(request, "TeiEmbed"), true);
            default -> throw COUNTER.unknown(request);
        };
    }

    private static Reply embed(JsonNode body, boolean byToken) {
        ArrayNode all = Json.array();
        for (JsonNode text : body.path("inputs")) {
            float[] vector =
                    Vectors.of(text.asString(""), body.path("dimensions").asInt(LENGTH));
            ArrayNode into = all.addArray();
            if (byToken) {
                Vectors.addTo(into.addArray(), vector);
                Vectors.addTo(into.addArray(), Vectors.of("another token", LENGTH));
            } else {
                Vectors.addTo(into, vector);
            }
        }
        return Errors.json(all);
    }

    private static Reply ranked(JsonNode body) {
        ArrayNode ranks = Json.array();
        String query = body.path("query").asString("");
        List<String> texts = Ranked.texts(body.path("texts"));
        for (int index : Relevance.order(query, texts)) {
            ranks.addObject().put("index", index).put("score", Relevance.of(query, texts.get(index)));
        }
        return Errors.json(ranks);
    }
}
