package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Relevance;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ranking of the agents' runtime. */
final class AgentRanking {

    private AgentRanking() {}

    static Reply answer(RecordedRequest request) {
        JsonNode body = BedrockInvocations.checked(request, "AgentRerank");
        String query =
                body.path("queries").path(0).path("textQuery").path("text").asString("");
        List<String> texts = new ArrayList<>();
        for (JsonNode source : body.path("sources")) {
            JsonNode inline = source.path("inlineDocumentSource");
            boolean json = inline.path("type").asString("").equals("JSON");
            if (json != inline.has("jsonDocument") || json == inline.has("textDocument")) {
                throw BedrockRefusal.validation("The document does not fit its type.");
            }
            texts.add(
                    json
                            ? Json.text(inline.path("jsonDocument"))
                            : inline.path("textDocument").path("text").asString(""));
        }
        JsonNode configuration = body.path("rerankingConfiguration").path("bedrockRerankingConfiguration");
        int most = configuration.path("numberOfResults").asInt(texts.size());
        if (most > texts.size()) {
            throw BedrockRefusal.validation("numberOfResults must not be greater than the number of sources");
        }
        ObjectNode reply = Json.object();
        ArrayNode results = reply.putArray("results");
        Relevance.order(query, texts).stream()
                .limit(most)
                .forEach(index -> results.addObject()
                        .put("index", index)
                        .put("relevanceScore", Relevance.of(query, texts.get(index))));
        return Reply.whole(200, BedrockErrors.headers(null), Json.bytes(reply));
    }
}
