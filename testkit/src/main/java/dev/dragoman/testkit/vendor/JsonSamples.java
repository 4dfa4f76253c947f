package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.json.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes up a small value that a JSON schema allows. */
final class JsonSamples {

    private static final int DEEPEST = 20;

    private final JsonNode root;

    private JsonSamples(JsonNode root) {
        this.root = root;
    }

    static JsonNode of(JsonNode schema) {
        return new JsonSamples(schema).sample(schema, 0);
    }

    private JsonNode sample(JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            return JsonNodeFactory.instance.nullNode();
        }
        for (String given : new String[] {"const", "default", "example"}) {
            if (schema.has(given)) {
                return schema.path(given);
            }
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.path("enum").path(0);
        }
        if (schema.has("$ref")) {
            return sample(referred(schema.path("$ref").asString("")), depth + 1);
        }
        for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (!schema.path(choice).isEmpty()) {
                return sample(schema.path(choice).path(0), depth + 1);
            }
        }
        return ofType(schema, depth);
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> Json.array().add(sample(schema.path("items"), depth + 1));
            case "integer" -> nodes.numberNode(schema.path("minimum").asInt(1));
            case "number" -> nodes.numberNode(schema.path("minimum").asDouble(1.5));
            case "boolean" -> nodes.booleanNode(true);
            case "null" -> nodes.nullNode();
            default -> nodes.stringNode(text(schema));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.path(0).asString("") : type.asString("");
        String fallback = schema.has("properties") ? "object" : "string";
        return name.isEmpty() ? fallback : name.toLowerCase(Locale.ROOT);
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.object();
        schema.path("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), sample(property.getValue(), depth + 1)));
        return object;
    }

    private static String text(JsonNode schema) {
        String text = switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "date" -> "2026-01-01";
            case "time" -> "12:00:00Z";
            case "email" -> "someone@example.com";
            case "uri" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000001";
            default -> "text";
        };
        return text.repeat(1 + Math.max(0, schema.path("minLength").asInt(0) - 1) / text.length());
    }

    private JsonNode referred(String reference) {
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : root;
    }
}
