package dev.dragoman.dialect.ollama;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import java.util.Set;

/**
 * Members of a request that no record knows: those of Ollama's request are passed on, OpenAI's are noted as having no word
 * here, and all others are options of the model.
 *
 * @param members members of the request
 * @param options members of its {@code options}
 */
record Extras(JsonObject members, JsonObject options) {

    static final String OPTIONS = "options";

    private static final Set<String> MEMBERS = Set.of(
            "keep_alive", "think", "format", "truncate", "shift", "template", "raw", "suffix", "_debug_render_only");

    private static final Set<String> OPENAI_ONLY = Set.of(
            "store",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "moderation",
            "safety_identifier");

    private static final Set<String> UNSENT = Set.of("stream_options", OPTIONS);

    static Extras of(ChatRequest request, Notes notes) {
        JsonObject.Builder members = JsonObject.builder();
        JsonObject.Builder options = JsonObject.builder();
        request.extras().forEach((name, value) -> {
            if (value == JsonNull.NULL || UNSENT.contains(name)) {
                return;
            }
            if (OPENAI_ONLY.contains(name)) {
                notes.unsupported(name, Unsaid.asks(value));
            } else if (MEMBERS.contains(name)) {
                members.put(name, value);
            } else {
                options.put(name, value);
            }
        });
        JsonObject own = request.extras().object(OPTIONS);
        if (own != null) {
            own.forEach(options::put);
        }
        return new Extras(members.build(), options.build());
    }
}
