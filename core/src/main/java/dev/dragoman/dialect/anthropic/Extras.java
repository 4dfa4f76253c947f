package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Tool;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members of a request that no record knows: Anthropic's own ones are passed on, OpenAI's are translated or noted as having
 * no word here.
 *
 * @param rest members to pass on
 * @param outputConfig further members of {@code output_config}
 * @param servers remote tool servers
 * @param webSearch a search of the web, asked for in OpenAI's way
 * @param safetyIdentifier OpenAI's newer name of the end user
 */
record Extras(
        JsonObject rest,
        JsonObject outputConfig,
        List<JsonValue> servers,
        List<Tool> webSearch,
        @Nullable String safetyIdentifier) {

    private static final Set<String> OPENAI_ONLY = Set.of(
            "store",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "moderation",
            "logprobs",
            "logit_bias");

    private static final Set<String> TAKEN_APART = Set.of(
            "output_config",
            "mcp_servers",
            "web_search_options",
            "safety_identifier",
            "stream_options",
            "anthropic_beta",
            "betas");

    static Extras of(ChatRequest request, Notes notes) {
        JsonObject extras = request.extras();
        JsonObject config = extras.object("output_config");
        JsonArray servers = extras.array("mcp_servers");
        announce(extras, notes);
        return new Extras(
                rest(extras, notes),
                config == null ? JsonObject.EMPTY : config,
                servers == null ? List.of() : servers.items(),
                webSearch(extras),
                extras.string("safety_identifier"));
    }

    private static JsonObject rest(JsonObject extras, Notes notes) {
        JsonObject.Builder rest = JsonObject.builder();
        extras.forEach((name, value) -> {
            if (TAKEN_APART.contains(name) || value == JsonNull.NULL) {
                return;
            }
            if (!OPENAI_ONLY.contains(name)) {
                rest.put(name, name.equals("context_management") ? ContextEdits.write(value, notes) : value);
            } else if (Unsaid.asks(value)) {
                notes.unsupported(name);
            }
        });
        return rest.build();
    }

    private static List<Tool> webSearch(JsonObject extras) {
        JsonObject options = extras.object("web_search_options");
        return options == null
                ? List.of()
                : List.of(new Tool.WebSearch(options.string("search_context_size"), options.object("user_location")));
    }

    private static void announce(JsonObject extras, Notes notes) {
        announce(extras.array("anthropic_beta"), notes);
        announce(extras.array("betas"), notes);
        JsonObject container = extras.object("container");
        if (container != null && container.has("skills")) {
            notes.beta("skills-2025-10-02");
        }
        if ("fast".equals(extras.string("speed"))) {
            notes.beta("fast-mode-2026-02-01");
        }
        if (extras.has("output_format")) {
            notes.beta("structured-outputs-2025-11-13");
        }
    }

    private static void announce(@Nullable JsonArray flags, Notes notes) {
        if (flags == null) {
            return;
        }
        for (JsonValue flag : flags) {
            if (flag instanceof JsonString name) {
                notes.beta(name.value());
            }
        }
    }
}
