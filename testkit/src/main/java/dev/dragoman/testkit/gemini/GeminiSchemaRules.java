package dev.dragoman.testkit.gemini;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What Google demands of its own kind of schema beyond the fields it knows. */
final class GeminiSchemaRules {

    private static final List<String> TEXT_FORMATS = List.of("enum", "date-time");

    private final Complaints complaints;

    GeminiSchemaRules(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Checks a schema; the outermost must say which properties its object has. */
    void require(JsonNode schema, String where) {
        boolean object = schema.path("type").asString("").equalsIgnoreCase("OBJECT");
        complaints.require(
                !object || !schema.path("properties").isEmpty(),
                where + ".properties",
                "should be non-empty for OBJECT type");
        requireLevel(schema, where);
    }

    private void requireLevel(JsonNode schema, String where) {
        String type = schema.path("type").asString("").toUpperCase(Locale.ROOT);
        switch (type) {
            case "OBJECT" -> requireRequired(schema, where);
            case "ARRAY" -> complaints.require(schema.has("items"), where + ".items", "missing field.");
            case "STRING" -> requireString(schema, where);
            case "" -> complaints.require(schema.has("anyOf"), where + ".type", "must be specified");
            default -> {
                // Numbers, booleans and null have no rule beyond the common ones.
            }
        }
        complaints.require(
                !schema.has("enum") || type.equals("STRING"), where + ".enum", "only allowed for STRING type");
        requireNested(schema, where);
    }

    private void requireNested(JsonNode schema, String where) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            requireLevel(property.getValue(), where + ".properties[" + property.getKey() + "]");
        }
        if (schema.has("items")) {
            requireLevel(schema.path("items"), where + ".items");
        }
        JsonNode anyOf = schema.path("anyOf");
        for (int index = 0; index < anyOf.size(); index++) {
            requireLevel(anyOf.path(index), where + ".any_of[" + index + "]");
        }
    }

    private void requireRequired(JsonNode schema, String where) {
        JsonNode properties = schema.path("properties");
        JsonNode required = schema.path("required");
        for (int index = 0; index < required.size(); index++) {
            String name = required.path(index).asString("");
            complaints.require(properties.has(name), where + ".required[" + index + "]", "property is not defined");
        }
    }

    private void requireString(JsonNode schema, String where) {
        String format = schema.path("format").asString("enum");
        complaints.require(
                TEXT_FORMATS.contains(format),
                where + ".format",
                "only 'enum' and 'date-time' are supported for STRING type");
        for (JsonNode value : schema.path("enum")) {
            complaints.require(!value.asString("").isEmpty(), where + ".enum[0]", "cannot be empty");
        }
    }
}
