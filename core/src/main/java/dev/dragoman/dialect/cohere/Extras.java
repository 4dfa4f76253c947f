package dev.dragoman.dialect.cohere;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import java.util.Set;

/** Members of a request that no record knows: Cohere's own ones are passed on, OpenAI's are noted as having no word here. */
final class Extras {

    static final String DOCUMENTS = "documents";
    static final String STRICT_TOOLS = "strict_tools";

    private static final Set<String> OPENAI_ONLY = Set.of(
            "store",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "moderation",
            "safety_identifier");

    private static final Set<String> UNSENT = Set.of("stream_options", DOCUMENTS, STRICT_TOOLS);

    private Extras() {}

    /** The members to pass on; documents and strictness are written with what else decides on them. */
    static JsonObject of(ChatRequest request, Notes notes) {
        JsonObject.Builder members = JsonObject.builder();
        request.extras().forEach((name, value) -> {
            if (value == JsonNull.NULL || UNSENT.contains(name)) {
                return;
            }
            if (OPENAI_ONLY.contains(name)) {
                notes.unsupported(name, Unsaid.asks(value));
            } else {
                members.put(name, value);
            }
        });
        return members.build();
    }
}
