package dev.dragoman.provider.gigachat;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Requests in GigaChat's words. */
final class GigaChatRequests {

    private static final Set<String> SAME =
            Set.of("model", "temperature", "top_p", "n", "stream", "max_tokens", "reasoning_effort");

    private static final Set<String> UNKNOWN = Set.of(
            "stop",
            "seed",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "parallel_tool_calls",
            "user",
            "modalities",
            "audio",
            "prediction",
            "verbosity",
            "service_tier",
            "web_search_options",
            "store",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "thinking",
            "top_k");

    private GigaChatRequests() {}

    static JsonObject request(JsonObject openai, Set<String> unsupported) {
        JsonObject.Builder request = JsonObject.builder();
        openai.forEach((name, value) -> {
            if (SAME.contains(name)) {
                request.put(name, value);
            } else if (UNKNOWN.contains(name)) {
                unsupported.add(name);
            } else {
                member(name, value, request, unsupported);
            }
        });
        return drawn(request.build());
    }

    /** A temperature of zero is refused; what it asks for is to take the likeliest token. */
    private static JsonObject drawn(JsonObject request) {
        Double temperature = request.number("temperature");
        return temperature != null && temperature == 0
                ? request.without("temperature").with("top_p", JsonNumber.of(0))
                : request;
    }

    private static void member(String name, JsonValue value, JsonObject.Builder into, Set<String> unsupported) {
        switch (name) {
            case "messages" -> into.put("messages", new GigaChatHistory(unsupported).of((JsonArray) value));
            case "max_completion_tokens" -> into.put("max_tokens", value);
            case "tools" -> into.put("functions", functions((JsonArray) value, unsupported));
            case "tool_choice" -> choice(value, into, unsupported);
            case "response_format" -> format((JsonObject) value, into, unsupported);
            case "stream_options", "metadata" -> {}
            // What is no parameter of OpenAI's is GigaChat's own.
            default -> into.put(name, value);
        }
    }

    private static JsonArray functions(JsonArray tools, Set<String> unsupported) {
        List<JsonValue> functions = new ArrayList<>(tools.size());
        for (JsonValue tool : tools) {
            JsonObject function = tool instanceof JsonObject object ? object.object("function") : null;
            if (function == null) {
                unsupported.add("tools of a kind other than function");
            } else {
                JsonObject schema = function.object("parameters");
                functions.add(function.without("strict")
                        .with(
                                "parameters",
                                schema == null
                                        ? JsonObject.builder()
                                                .put("type", "object")
                                                .put("properties", JsonObject.EMPTY)
                                                .build()
                                        : schema));
            }
        }
        return new JsonArray(functions);
    }

    private static void choice(JsonValue choice, JsonObject.Builder into, Set<String> unsupported) {
        JsonObject named = choice instanceof JsonObject object ? object.object("function") : null;
        String word = choice instanceof JsonString text ? text.value() : "";
        if (named != null) {
            into.put(
                    "function_call",
                    JsonObject.of("name", new JsonString(Objects.requireNonNullElse(named.string("name"), ""))));
        } else if (word.equals("auto") || word.equals("none")) {
            into.put("function_call", word);
        } else {
            unsupported.add("tool_choice");
        }
    }

    private static void format(JsonObject format, JsonObject.Builder into, Set<String> unsupported) {
        JsonObject schema = format.object("json_schema");
        if (schema != null && schema.object("schema") != null) {
            into.put(
                    "response_format",
                    JsonObject.builder()
                            .put("type", "json_schema")
                            .putIfPresent("schema", schema.object("schema"))
                            .putIfPresent("strict", schema.bool("strict"))
                            .build());
        } else if (!"text".equals(format.string("type"))) {
            unsupported.add("response_format");
        }
    }
}
