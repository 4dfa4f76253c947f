package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer tells beside its content. Clients of other formats know some of it as lists under names that tell the vendor;
 * a list holds one entry for each answer that has one.
 */
final class CandidateExtras {

    static final String GROUNDING = "vertex_ai_grounding_metadata";

    private static final Set<String> READ = Set.of("content", "finishReason", "index", "logprobsResult");
    private static final Map<String, String> LISTS = Map.of(
            "groundingMetadata", GROUNDING,
            "safetyRatings", "vertex_ai_safety_results",
            "citationMetadata", "vertex_ai_citation_metadata",
            "urlContextMetadata", "vertex_ai_url_context_metadata");
    private static final Map<String, String> MEMBERS = Map.of(
            GROUNDING,
            "groundingMetadata",
            "vertex_ai_safety_results",
            "safetyRatings",
            "vertex_ai_citation_metadata",
            "citationMetadata",
            "vertex_ai_url_context_metadata",
            "urlContextMetadata");
    private static final Set<String> OWN = Set.of("avgLogprobs", "tokenCount", "finishMessage");

    private CandidateExtras() {}

    static JsonObject read(JsonObject candidate) {
        JsonObject.Builder extras = JsonObject.builder();
        candidate.forEach((name, value) -> {
            if (!READ.contains(name)) {
                String list = LISTS.get(name);
                extras.put(list == null ? name : list, list == null ? value : JsonArray.of(value));
            }
        });
        return extras.build();
    }

    /** Writes what the vendor itself would tell; members of other vendors are left out. */
    static void write(JsonWriter out, JsonObject extras) {
        extras.forEach((name, value) -> {
            String member = MEMBERS.get(name);
            if (member != null) {
                JsonValue first = first(value);
                out.memberIfPresent(member, first);
            } else if (OWN.contains(name)) {
                out.member(name, value);
            }
        });
    }

    private static @Nullable JsonValue first(JsonValue list) {
        return list instanceof JsonArray items && !items.isEmpty()
                ? items.items().getFirst()
                : null;
    }
}
