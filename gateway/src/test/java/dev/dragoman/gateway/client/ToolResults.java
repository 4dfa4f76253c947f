package dev.dragoman.gateway.client;

import dev.dragoman.testkit.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The results of {@link Weather} calls as a vendor was told them: what it takes to be the weather of each city. */
final class ToolResults {

    private final Map<String, String> cities = new HashMap<>();
    private final Map<String, String> results = new HashMap<>();

    private ToolResults() {}

    /** The result that each city's call got, by the rules of the vendor that read this body. */
    static Map<String, String> byCity(String vendor, JsonNode body) {
        return switch (vendor) {
            case "anthropic", "vertex-claude" -> anthropic(body);
            case "gemini", "vertex-gemini" -> gemini(body);
            case "bedrock", "bedrock-key" -> bedrock(body);
            case "ollama" -> ollama(body);
            default -> openai(body);
        };
    }

    private static Map<String, String> openai(JsonNode body) {
        ToolResults told = new ToolResults();
        for (JsonNode message : body.path("messages")) {
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode arguments = Json.read(call.at("/function/arguments").stringValue());
                told.cities.put(call.path("id").stringValue(), city(arguments));
            }
            if (message.has("tool_call_id")) {
                told.results.put(message.path("tool_call_id").stringValue(), text(message.path("content")));
            }
        }
        return told.joined();
    }

    private static Map<String, String> anthropic(JsonNode body) {
        ToolResults told = new ToolResults();
        for (JsonNode message : body.path("messages")) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asString("").equals("tool_use")) {
                    told.cities.put(block.path("id").stringValue(), city(block.path("input")));
                } else if (block.has("tool_use_id")) {
                    told.results.put(block.path("tool_use_id").stringValue(), text(block.path("content")));
                }
            }
        }
        return told.joined();
    }

    private static Map<String, String> bedrock(JsonNode body) {
        ToolResults told = new ToolResults();
        for (JsonNode message : body.path("messages")) {
            for (JsonNode block : message.path("content")) {
                block.optional("toolUse")
                        .ifPresent(
                                use -> told.cities.put(use.path("toolUseId").stringValue(), city(use.path("input"))));
                block.optional("toolResult")
                        .ifPresent(result ->
                                told.results.put(result.path("toolUseId").stringValue(), text(result.path("content"))));
            }
        }
        return told.joined();
    }

    private static Map<String, String> ollama(JsonNode body) {
        ToolResults told = new ToolResults();
        for (JsonNode message : body.path("messages")) {
            for (JsonNode call : message.path("tool_calls")) {
                told.cities.put(call.path("id").stringValue(), city(call.at("/function/arguments")));
            }
            if (message.has("tool_call_id")) {
                told.results.put(
                        message.path("tool_call_id").stringValue(),
                        message.path("content").stringValue());
            }
        }
        return told.joined();
    }

    /** Gemini pairs calls of one name with their results by their order. */
    private static Map<String, String> gemini(JsonNode body) {
        List<String> called = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        for (JsonNode content : body.path("contents")) {
            for (JsonNode part : content.path("parts")) {
                part.optional("functionCall").ifPresent(call -> called.add(city(call.path("args"))));
                part.optional("functionResponse").ifPresent(response -> answered.add(text(response.path("response"))));
            }
        }
        Map<String, String> joined = new HashMap<>();
        for (int i = 0; i < called.size(); i++) {
            joined.put(called.get(i), answered.get(i));
        }
        return joined;
    }

    private Map<String, String> joined() {
        Map<String, String> joined = new HashMap<>();
        cities.forEach((id, city) -> joined.put(city, results.getOrDefault(id, "no result")));
        return joined;
    }

    private static String city(JsonNode arguments) {
        return arguments.path("city").stringValue();
    }

    /** A text by itself, or the text of the only part or member. */
    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        JsonNode only = content.iterator().next();
        return only.isString() ? only.stringValue() : only.path("text").stringValue();
    }
}
