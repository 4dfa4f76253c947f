package dev.dragoman.provider.oci;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The format GENERIC, of all models but Cohere's: OpenAI's requests in other letters. */
final class GenericFormat implements OciFormat {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("temperature", "temperature"),
            Map.entry("top_p", "topP"),
            Map.entry("top_k", "topK"),
            Map.entry("n", "numGenerations"),
            Map.entry("seed", "seed"),
            Map.entry("stop", "stop"),
            Map.entry("presence_penalty", "presencePenalty"),
            Map.entry("frequency_penalty", "frequencyPenalty"),
            Map.entry("logit_bias", "logitBias"),
            Map.entry("parallel_tool_calls", "isParallelToolCalls"),
            Map.entry("metadata", "metadata"),
            Map.entry("stream", "isStream"));

    private static final Set<String> WORDS = Set.of("reasoning_effort", "verbosity", "service_tier");
    private static final Set<String> UNKNOWN = Set.of(
            "user",
            "modalities",
            "audio",
            "prediction",
            "web_search_options",
            "store",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "thinking");

    @Override
    public JsonObject request(JsonObject openai, Set<String> unsupported) {
        JsonObject.Builder request = JsonObject.builder().put("apiFormat", "GENERIC");
        boolean newerLimit =
                Objects.requireNonNullElse(openai.string("model"), "").startsWith("openai.");
        openai.forEach((name, value) -> {
            String own = NAMES.get(name);
            if (own != null) {
                request.put(own, value);
            } else if (WORDS.contains(name) && value instanceof JsonString word) {
                request.put(OciNames.camel(name), word.value().toUpperCase(Locale.ROOT));
            } else if (UNKNOWN.contains(name)) {
                unsupported.add(name);
            } else {
                member(name, value, newerLimit, request, unsupported);
            }
        });
        logProbabilities(openai, request);
        return request.build();
    }

    private static void member(
            String name, JsonValue value, boolean newerLimit, JsonObject.Builder into, Set<String> unsupported) {
        switch (name) {
            case "model", "logprobs", "top_logprobs" -> {}
            case "messages" -> into.put("messages", new OciMessages(unsupported).of((JsonArray) value));
            case "max_tokens", "max_completion_tokens" ->
                into.put(newerLimit ? "maxCompletionTokens" : "maxTokens", value);
            case "stream_options" -> into.put("streamOptions", JsonObject.of("isIncludeUsage", JsonBoolean.TRUE));
            case "tools" -> into.put("tools", tools((JsonArray) value, unsupported));
            case "tool_choice" -> into.put("toolChoice", choice(value));
            case "response_format" -> into.put("responseFormat", format((JsonObject) value));
            // What is no parameter of OpenAI's is Oracle's own.
            default -> into.put(name, value);
        }
    }

    private static void logProbabilities(JsonObject openai, JsonObject.Builder into) {
        if (Boolean.TRUE.equals(openai.bool("logprobs"))) {
            Long most = openai.integer("top_logprobs");
            into.put("logProbs", JsonNumber.of(most == null ? 1 : Math.max(1, most)));
        }
    }

    private static JsonArray tools(JsonArray tools, Set<String> unsupported) {
        List<JsonValue> told = new ArrayList<>(tools.size());
        for (JsonValue tool : tools) {
            JsonObject function = tool instanceof JsonObject object ? object.object("function") : null;
            if (function == null) {
                unsupported.add("tools of a kind other than function");
            } else {
                told.add(JsonObject.builder()
                        .put("type", "FUNCTION")
                        .putIfPresent("name", function.string("name"))
                        .putIfPresent("description", function.string("description"))
                        .putIfPresent("parameters", function.object("parameters"))
                        .build());
            }
        }
        return new JsonArray(told);
    }

    private static JsonObject choice(JsonValue choice) {
        if (choice instanceof JsonString word) {
            return JsonObject.of("type", new JsonString(word.value().toUpperCase(Locale.ROOT)));
        }
        JsonObject named = choice instanceof JsonObject object ? object.object("function") : null;
        return JsonObject.builder()
                .put("type", "FUNCTION")
                .putIfPresent("name", named == null ? null : named.string("name"))
                .build();
    }

    private static JsonObject format(JsonObject format) {
        String type = Objects.requireNonNullElse(format.string("type"), "text");
        JsonObject.Builder told = JsonObject.builder().put("type", type.toUpperCase(Locale.ROOT));
        JsonObject schema = format.object("json_schema");
        if (schema != null) {
            told.put(
                    "jsonSchema",
                    JsonObject.builder()
                            .putIfPresent("name", schema.string("name"))
                            .putIfPresent("description", schema.string("description"))
                            .putIfPresent("schema", schema.object("schema"))
                            .putIfPresent("isStrict", schema.bool("strict"))
                            .build());
        }
        return told.build();
    }
}
