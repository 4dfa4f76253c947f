package dev.dragoman.dialect.converse;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import java.util.Set;

/**
 * Members of a request that no record knows: Converse's own ones are passed on, OpenAI's are noted as having no word here,
 * and all others are for the model.
 *
 * @param members members of the request
 * @param fields what the model alone understands
 * @param webSearch whether OpenAI's search of the web is asked for
 */
record Extras(JsonObject members, JsonObject fields, boolean webSearch) {

    static final String FIELDS = "additionalModelRequestFields";

    private static final Set<String> MEMBERS = Set.of(
            "guardrailConfig",
            "requestMetadata",
            "projectIdentifier",
            "performanceConfig",
            "additionalModelResponseFieldPaths",
            "promptVariables",
            "outputConfig",
            "serviceTier");

    private static final Set<String> OPENAI_ONLY = Set.of(
            "store",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "moderation",
            "logprobs",
            "logit_bias");

    private static final Set<String> UNSENT =
            Set.of("stream_options", "safety_identifier", "web_search_options", FIELDS);

    static Extras of(ChatRequest request, Notes notes) {
        JsonObject extras = request.extras();
        JsonObject.Builder members = JsonObject.builder();
        JsonObject.Builder fields = JsonObject.builder();
        extras.forEach((name, value) -> {
            if (value == JsonNull.NULL || UNSENT.contains(name)) {
                return;
            }
            if (MEMBERS.contains(name)) {
                members.put(name, value);
            } else if (OPENAI_ONLY.contains(name)) {
                notes.unsupported(name, Unsaid.asks(value));
            } else {
                fields.put(name.equals("betas") ? "anthropic_beta" : name, value);
            }
        });
        JsonObject own = extras.object(FIELDS);
        if (own != null) {
            own.forEach(fields::put);
        }
        JsonValue search = extras.get("web_search_options");
        return new Extras(members.build(), fields.build(), search instanceof JsonObject);
    }
}
