package dev.dragoman.provider.oci;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The format COHEREV2, of Cohere's models that see or think: messages, as Cohere's own second version has them.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/api/#/en/generative-ai-inference/20231130/datatypes/CohereChatRequestV2">Oracle:
 *     CohereChatRequestV2</a>
 */
final class CohereV2Format implements OciFormat {

    static final String NAME = "COHEREV2";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("temperature", "temperature"),
            Map.entry("top_p", "topP"),
            Map.entry("top_k", "topK"),
            Map.entry("max_tokens", "maxTokens"),
            Map.entry("max_completion_tokens", "maxTokens"),
            Map.entry("seed", "seed"),
            Map.entry("stop", "stopSequences"),
            Map.entry("presence_penalty", "presencePenalty"),
            Map.entry("frequency_penalty", "frequencyPenalty"),
            Map.entry("stream", "isStream"));

    private static final Set<String> UNKNOWN = Set.of(
            "user",
            "n",
            "logprobs",
            "top_logprobs",
            "logit_bias",
            "parallel_tool_calls",
            "verbosity",
            "service_tier",
            "modalities",
            "audio",
            "prediction",
            "metadata",
            "web_search_options",
            "store",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention");

    @Override
    public JsonObject request(JsonObject openai, Set<String> unsupported) {
        JsonObject.Builder request = JsonObject.builder().put("apiFormat", NAME);
        openai.forEach((name, value) -> {
            String own = NAMES.get(name);
            if (own != null) {
                request.put(own, value);
            } else if (UNKNOWN.contains(name)) {
                unsupported.add(name);
            } else {
                member(name, value, request, unsupported);
            }
        });
        return request.build();
    }

    private static void member(String name, JsonValue value, JsonObject.Builder into, Set<String> unsupported) {
        switch (name) {
            case "model" -> {}
            case "messages" -> into.put("messages", new CohereMessages(unsupported).of((JsonArray) value));
            case "stream_options" -> into.put("streamOptions", JsonObject.of("isIncludeUsage", JsonBoolean.TRUE));
            case "tools" -> tools((JsonArray) value, into, unsupported);
            case "tool_choice" -> choice(value, into, unsupported);
            case "response_format" -> into.put("responseFormat", CohereFormat.format((JsonObject) value));
            case "reasoning_effort" ->
                into.put("thinking", thinking(value.equals(new JsonString("none")) ? "DISABLED" : "ENABLED"));
            case "thinking" -> into.put("thinking", thinking((JsonObject) value));
            // What is no parameter of OpenAI's is Oracle's own.
            default -> into.put(name, value);
        }
    }

    private static JsonObject thinking(String type) {
        return JsonObject.of("type", new JsonString(type));
    }

    private static JsonObject thinking(JsonObject thinking) {
        boolean off = "disabled".equals(thinking.string("type"));
        JsonObject told = thinking(off ? "DISABLED" : "ENABLED");
        JsonValue budget = thinking.get("budget_tokens");
        return off || budget == null ? told : told.with("tokenBudget", budget);
    }

    /** Tools are chosen as the model likes, which need not be said. */
    private static void choice(JsonValue choice, JsonObject.Builder into, Set<String> unsupported) {
        switch (choice instanceof JsonString word ? word.value() : "") {
            case "auto" -> {}
            case "required" -> into.put("toolsChoice", "REQUIRED");
            case "none" -> into.put("toolsChoice", "NONE");
            default -> unsupported.add("tool_choice");
        }
    }

    private static void tools(JsonArray tools, JsonObject.Builder into, Set<String> unsupported) {
        List<JsonValue> told = new ArrayList<>(tools.size());
        boolean strict = false;
        for (JsonValue tool : tools) {
            JsonObject function = tool instanceof JsonObject object ? object.object("function") : null;
            if (function == null) {
                unsupported.add("tools of a kind other than function");
            } else {
                strict |= Objects.requireNonNullElse(function.bool("strict"), false);
                told.add(JsonObject.builder()
                        .put("type", "FUNCTION")
                        .put("function", function.without("strict"))
                        .build());
            }
        }
        into.put("tools", new JsonArray(told));
        if (strict) {
            into.put("isStrictToolsEnabled", true);
        }
    }
}
