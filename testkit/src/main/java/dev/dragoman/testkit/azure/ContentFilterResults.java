package dev.dragoman.testkit.azure;

import dev.dragoman.testkit.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The verdicts of Azure's content filter, added to OpenAI's answers. */
final class ContentFilterResults {

    private static final List<String> CATEGORIES = List.of("hate", "self_harm", "sexual", "violence");

    private ContentFilterResults() {}

    static void addTo(ObjectNode completion, boolean filtered) {
        completion.putArray("prompt_filter_results").add(prompt());
        addToChoices(completion, filtered);
    }

    static void addToChoices(ObjectNode completion, boolean filtered) {
        for (JsonNode choice : completion.path("choices")) {
            boolean cut = filtered && choice.path("finish_reason").asString("").equals("content_filter");
            ((ObjectNode) choice).set("content_filter_results", results(cut));
        }
    }

    /** The chunk with which Azure opens a stream. */
    static ObjectNode firstChunk(ObjectNode like) {
        ObjectNode chunk = Json.object();
        chunk.putArray("choices");
        chunk.put("created", 0);
        chunk.put("id", "");
        chunk.set("model", like.path("model"));
        chunk.put("object", "");
        chunk.putArray("prompt_filter_results").add(prompt());
        return chunk;
    }

    static ObjectNode results(boolean filtered) {
        ObjectNode results = Json.object();
        for (String category : CATEGORIES) {
            boolean hit = filtered && category.equals("violence");
            results.putObject(category).put("filtered", hit).put("severity", hit ? "high" : "safe");
        }
        return results;
    }

    private static ObjectNode prompt() {
        ObjectNode prompt = Json.object().put("prompt_index", 0);
        ObjectNode results = results(false);
        results.putObject("jailbreak").put("filtered", false).put("detected", false);
        prompt.set("content_filter_results", results);
        return prompt;
    }
}
