package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Tool;
import java.util.List;
import java.util.Set;

/**
 * Members of a request that no record knows: those in this vendor's words go where they belong, those in another's are noted
 * as having no word here, unknown ones are passed on.
 *
 * @param top members of the request
 * @param generation members of {@code generationConfig}
 * @param tools members of {@code toolConfig}
 * @param search a search of the web, asked for in OpenAI's way
 */
record Extras(JsonObject top, JsonObject generation, JsonObject tools, List<Tool> search) {

    private static final Set<String> OTHERS_ONLY = Set.of(
            "logit_bias",
            "logprobs",
            "store",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "safety_identifier",
            "moderation",
            "context_management",
            "container",
            "mcp_servers",
            "output_config",
            "output_format",
            "speed",
            "inference_geo");

    private static final Set<String> UNSAID = Set.of("stream_options", "anthropic_beta", "betas", "model", "stream");

    static Extras of(ChatRequest request, Notes notes) {
        Sorting sorting = new Sorting(notes);
        request.extras().forEach(sorting::sort);
        return new Extras(sorting.top.build(), sorting.generation.build(), sorting.tools, sorting.search);
    }

    /** The members on their way to their places. */
    private static final class Sorting {

        private final Notes notes;
        private final JsonObject.Builder top = JsonObject.builder();
        private final JsonObject.Builder generation = JsonObject.builder();
        private JsonObject tools = JsonObject.EMPTY;
        private List<Tool> search = List.of();

        Sorting(Notes notes) {
            this.notes = notes;
        }

        void sort(String name, JsonValue value) {
            if (value == JsonNull.NULL || UNSAID.contains(name)) {
                return;
            }
            if (OTHERS_ONLY.contains(name)) {
                if (value != JsonBoolean.FALSE) {
                    notes.unsupported(name);
                }
                return;
            }
            if (name.equals("web_search_options")) {
                search = List.of(searchOf(value));
            } else {
                own(ProtoName.camel(name), name, value);
            }
        }

        private void own(String camel, String name, JsonValue value) {
            switch (camel) {
                case "generationConfig" -> nested(value);
                case "toolConfig" -> tools = value instanceof JsonObject object ? object : tools;
                case "safetySettings", "cachedContent", "labels" -> top.put(camel, value);
                default -> (GenerationFields.contain(camel) ? generation : top).put(placed(camel, name), value);
            }
        }

        private void nested(JsonValue config) {
            if (config instanceof JsonObject object) {
                object.forEach((name, value) -> generation.put(ProtoName.camel(name), value));
            }
        }

        private static String placed(String camel, String name) {
            return GenerationFields.contain(camel) ? camel : name;
        }

        private static Tool searchOf(JsonValue options) {
            return options instanceof JsonObject object
                    ? new Tool.WebSearch(object.string("search_context_size"), object.object("user_location"))
                    : new Tool.WebSearch(null, null);
        }
    }
}
