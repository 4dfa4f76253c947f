package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Relevance;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers in Cohere's form, and in those that take after it. */
final class Ranked {

    private Ranked() {}

    /** The results under this name, with or without the documents. */
    static ObjectNode answer(JsonNode body, String name, String limit, boolean documents) {
        ObjectNode reply = Json.object();
        ArrayNode results = reply.putArray(name);
        List<String> texts = texts(body.path("documents"));
        String query = body.path("query").asString("");
        int most = body.path(limit).asInt(texts.size());
        for (int index : Relevance.order(query, texts)) {
            if (results.size() < most) {
                ObjectNode result = results.addObject().put("index", index);
                result.put("relevance_score", Relevance.of(query, texts.get(index)));
                if (documents) {
                    result.putObject("document").put("text", texts.get(index));
                }
            }
        }
        return reply;
    }

    static List<String> texts(JsonNode documents) {
        List<String> texts = new ArrayList<>();
        documents.forEach(one -> texts.add(one.isObject() ? one.path("text").asString("") : one.asString("")));
        return texts;
    }
}
