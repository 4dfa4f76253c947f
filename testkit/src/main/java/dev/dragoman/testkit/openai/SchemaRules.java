package dev.dragoman.testkit.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What OpenAI demands of a JSON schema, and what more in strict mode. */
final class SchemaRules {

    private final Function<String, Refusal> refusal;

    SchemaRules(Function<String, Refusal> refusal) {
        this.refusal = refusal;
    }

    void require(JsonNode schema, boolean strict) {
        String type = schema.path("type").asString("None");
        if (!type.equals("object")) {
            throw refusal.apply("schema must be a JSON Schema of 'type: \"object\"', got 'type: \"" + type + "\"'.");
        }
        requireAt(schema, List.of(), strict);
    }

    private void requireAt(JsonNode schema, List<String> context, boolean strict) {
        if (schema.path("type").asString("").equals("array") && !schema.has("items")) {
            throw complaint(context, "array schema missing items.");
        }
        if (strict && schema.path("type").asString("").equals("object")) {
            requireStrictObject(schema, context);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            requireAt(property.getValue(), deeper(context, "properties", property.getKey()), strict);
        }
        if (schema.path("items").isObject()) {
            requireAt(schema.path("items"), deeper(context, "items"), strict);
        }
        JsonNode anyOf = schema.path("anyOf");
        for (int index = 0; index < anyOf.size(); index++) {
            requireAt(anyOf.path(index), deeper(context, "anyOf", Integer.toString(index)), strict);
        }
    }

    private void requireStrictObject(JsonNode schema, List<String> context) {
        JsonNode additional = schema.path("additionalProperties");
        if (!additional.isBoolean() || additional.booleanValue()) {
            throw complaint(context, "'additionalProperties' is required to be supplied and to be false.");
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        for (String property : schema.path("properties").propertyNames()) {
            if (!required.contains(property)) {
                throw complaint(
                        context,
                        "'required' is required to be supplied and to be an array including every key in properties. "
                                + "Missing '" + property + "'.");
            }
        }
    }

    private Refusal complaint(List<String> context, String complaint) {
        String steps = context.stream().map(step -> "'" + step + "'").collect(Collectors.joining(", "));
        String tuple = context.size() == 1 ? steps + "," : steps;
        return refusal.apply("In context=(" + tuple + "), " + complaint);
    }

    private static List<String> deeper(List<String> context, String... steps) {
        List<String> deeper = new ArrayList<>(context);
        deeper.addAll(List.of(steps));
        return deeper;
    }
}
