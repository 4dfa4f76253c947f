package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Vectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors in OpenAI's form of an answer; of an image, the vector of its bytes' text. */
final class Embedded {

    private static final int USUAL = 8;

    private Embedded() {}

    /** The answer; the last item comes first, for no vendor promises an order. */
    static ObjectNode answer(JsonNode input, int dimensions) {
        ObjectNode reply = Json.object().put("object", "list");
        ArrayNode data = reply.putArray("data");
        int tokens = 0;
        int count = input.isArray() ? input.size() : 1;
        for (int i = count - 1; i >= 0; i--) {
            String text = text(input.isArray() ? input.path(i) : input);
            ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
            Vectors.addTo(item.putArray("embedding"), Vectors.of(text, dimensions == 0 ? USUAL : dimensions));
            tokens += text.length();
        }
        reply.put("model", "the-model");
        reply.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return reply;
    }

    /** What a vector is made of. */
    static String text(JsonNode item) {
        if (item.isObject()) {
            return item.path("image").asString("") + item.path("text").asString("");
        }
        return item.asString("");
    }
}
