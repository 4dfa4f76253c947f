package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.Names;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request with JSON names, lists where lists belong, and without nulls, so that rules need one way to look. */
final class CanonicalNames {

    /** What the application made, not Google; its names are left alone. */
    private static final List<String> FOREIGN = List.of(
            "args", "response", "properties", "parametersJsonSchema", "responseJsonSchema", "default", "example");

    private static final List<String> LISTS = List.of(
            "contents",
            "parts",
            "tools",
            "functionDeclarations",
            "stopSequences",
            "safetySettings",
            "required",
            "enum");

    private CanonicalNames() {}

    static ObjectNode of(JsonNode request) {
        return object(request);
    }

    private static ObjectNode object(JsonNode node) {
        ObjectNode canonical = Json.object();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = Names.camel(entry.getKey());
            if (!entry.getValue().isNull()) {
                canonical.set(name, value(name, entry.getValue()));
            }
        }
        return canonical;
    }

    private static JsonNode value(String name, JsonNode value) {
        if (name.equals("properties") && value.isObject()) {
            ObjectNode properties = Json.object();
            value.properties().forEach(entry -> properties.set(entry.getKey(), any(entry.getValue())));
            return properties;
        }
        if (FOREIGN.contains(name)) {
            return value;
        }
        if (LISTS.contains(name) && !value.isArray()) {
            return Json.array().add(any(value));
        }
        return any(value);
    }

    private static JsonNode any(JsonNode value) {
        if (value.isObject()) {
            return object(value);
        }
        if (value.isArray()) {
            ArrayNode array = Json.array();
            value.forEach(element -> array.add(any(element)));
            return array;
        }
        return value;
    }
}
