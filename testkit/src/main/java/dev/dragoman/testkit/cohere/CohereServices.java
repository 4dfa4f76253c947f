package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.vendor.Relevance;
import dev.dragoman.testkit.vendor.Vectors;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Cohere offers beside chat. */
final class CohereServices {

    private static final FieldTables TABLES = FieldTables.load(CohereServices.class, "services.fields");

    private CohereServices() {}

    /** The answer; empty when the path is another's. */
    static Optional<Reply> answer(RecordedRequest request) {
        return switch (request.path()) {
            case "/v2/embed" -> Optional.of(embed(checked(request, "Embed")));
            case "/v2/rerank" -> Optional.of(rerank(checked(request, "Rerank"), "2"));
            case "/v1/rerank" -> Optional.of(rerank(checked(request, "Rerank1"), "1"));
            default -> Optional.empty();
        };
    }

    private static Reply embed(JsonNode body) {
        boolean images = body.has("images");
        if (images == body.has("texts")
                || images != body.path("input_type").asString("").equals("image")) {
            throw CohereRefusal.invalid("invalid request: exactly one of texts or images must be given");
        }
        ObjectNode reply = Json.object().put("id", "da6e531f-54c5-4a73-bf92-f60566d8d753");
        ArrayNode vectors = reply.putObject("embeddings").putArray("float");
        int tokens = 0;
        for (JsonNode one : body.path(images ? "images" : "texts")) {
            String text = one.asString("");
            Vectors.addTo(
                    vectors.addArray(),
                    Vectors.of(text, body.path("output_dimension").asInt(8)));
            tokens += text.length();
        }
        ObjectNode meta = reply.put("response_type", "embeddings_by_type").putObject("meta");
        meta.putObject("api_version").put("version", "2");
        meta.putObject("billed_units").put(images ? "images" : "input_tokens", images ? 1 : tokens);
        return json(reply);
    }

    private static Reply rerank(JsonNode body, String version) {
        String query = body.path("query").asString("");
        List<String> texts = new ArrayList<>();
        body.path("documents")
                .forEach(one -> texts.add(one.isObject() ? one.path("text").asString("") : one.asString("")));
        ObjectNode reply = Json.object().put("id", "07734bd2-2473-4f07-94e1-0d9f0e6843cf");
        ArrayNode results = reply.putArray("results");
        int most = body.path("top_n").asInt(texts.size());
        Relevance.order(query, texts).stream()
                .limit(most)
                .forEach(index -> results.addObject()
                        .put("index", index)
                        .put("relevance_score", Relevance.of(query, texts.get(index))));
        ObjectNode meta = reply.putObject("meta");
        meta.putObject("api_version").put("version", version);
        meta.putObject("billed_units").put("search_units", 1);
        return json(reply);
    }

    private static JsonNode checked(RecordedRequest request, String table) {
        if (!request.method().equals("POST")) {
            throw CohereRefusal.of(405, "405 method not allowed");
        }
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JacksonException noJson) {
            throw CohereRefusal.invalid("invalid json syntax: " + noJson.getOriginalMessage());
        }
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw CohereComplaints.refusal(violations.getFirst());
        }
        return body;
    }

    private static Reply json(ObjectNode body) {
        return Reply.whole(200, CohereErrors.HEADERS, Json.bytes(body));
    }
}
