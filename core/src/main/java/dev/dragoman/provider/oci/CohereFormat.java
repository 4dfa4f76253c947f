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
import org.jspecify.annotations.Nullable;

/** The format COHERE: one message, and a history of those before. */
final class CohereFormat implements OciFormat {

    private static final Map<String, String> NAMES = Map.of(
            "temperature", "temperature",
            "top_p", "topP",
            "top_k", "topK",
            "max_tokens", "maxTokens",
            "max_completion_tokens", "maxTokens",
            "seed", "seed",
            "stop", "stopSequences",
            "presence_penalty", "presencePenalty",
            "frequency_penalty", "frequencyPenalty",
            "stream", "isStream");

    private static final Set<String> UNKNOWN = Set.of(
            "user",
            "n",
            "logprobs",
            "top_logprobs",
            "logit_bias",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning_effort",
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
            "prompt_cache_retention",
            "thinking");

    @Override
    public JsonObject request(JsonObject openai, Set<String> unsupported) {
        JsonObject.Builder request = JsonObject.builder().put("apiFormat", "COHERE");
        openai.forEach((name, value) -> {
            String own = NAMES.get(name);
            if (own != null) {
                request.put(own, value);
            } else if (UNKNOWN.contains(name)) {
                refuse(name, value, unsupported);
            } else {
                member(name, value, request, unsupported);
            }
        });
        return request.build();
    }

    /** Tools are chosen as the model likes, which need not be said. */
    private static void refuse(String name, JsonValue value, Set<String> unsupported) {
        boolean usual = name.equals("tool_choice") && value.equals(new JsonString("auto"));
        if (!usual) {
            unsupported.add(name);
        }
    }

    private static void member(String name, JsonValue value, JsonObject.Builder into, Set<String> unsupported) {
        switch (name) {
            case "model" -> {}
            case "messages" -> new CohereHistory(unsupported).put((JsonArray) value, into);
            case "stream_options" -> into.put("streamOptions", JsonObject.of("isIncludeUsage", JsonBoolean.TRUE));
            case "tools" -> into.put("tools", tools((JsonArray) value)).put("isForceSingleStep", true);
            case "response_format" -> into.put("responseFormat", format((JsonObject) value));
            // What is no parameter of OpenAI's is Oracle's own.
            default -> into.put(name, value);
        }
    }

    static JsonObject format(JsonObject format) {
        String type = Objects.requireNonNullElse(format.string("type"), "text");
        JsonObject schema = format.object("json_schema");
        return JsonObject.builder()
                .put("type", type.equals("text") ? "TEXT" : "JSON_OBJECT")
                .putIfPresent("schema", schema == null ? null : schema.object("schema"))
                .build();
    }

    private static JsonArray tools(JsonArray tools) {
        List<JsonValue> told = new ArrayList<>(tools.size());
        for (JsonValue tool : tools) {
            JsonObject function = tool instanceof JsonObject object ? object.object("function") : null;
            if (function != null) {
                told.add(JsonObject.builder()
                        .putIfPresent("name", function.string("name"))
                        .put("description", Objects.requireNonNullElse(function.string("description"), ""))
                        .put("parameterDefinitions", definitions(function.object("parameters")))
                        .build());
            }
        }
        return new JsonArray(told);
    }

    private static JsonObject definitions(@Nullable JsonObject schema) {
        JsonObject properties = schema == null ? null : schema.object("properties");
        JsonArray required = schema == null ? null : schema.array("required");
        JsonObject.Builder definitions = JsonObject.builder();
        if (properties != null) {
            properties.forEach((name, property) -> definitions.put(name, definition(name, property, required)));
        }
        return definitions.build();
    }

    private static JsonObject definition(String name, JsonValue property, @Nullable JsonArray required) {
        JsonObject schema = property instanceof JsonObject object ? object : JsonObject.EMPTY;
        boolean needed = required != null && required.items().contains(new JsonString(name));
        return JsonObject.builder()
                .putIfPresent("description", schema.string("description"))
                .put("type", pythonic(schema.string("type")))
                .put("isRequired", needed)
                .build();
    }

    /** Types are named as in Python. */
    private static String pythonic(@Nullable String type) {
        return switch (type) {
            case "string" -> "str";
            case "integer" -> "int";
            case "number" -> "float";
            case "boolean" -> "bool";
            case "array" -> "list";
            case "object" -> "dict";
            case null, default -> "str";
        };
    }
}
