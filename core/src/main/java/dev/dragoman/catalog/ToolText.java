package dev.dragoman.catalog;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tools as OpenAI's models read them: declarations in TypeScript. Known from counting, as OpenAI does not tell it. */
final class ToolText {

    private static final int MAX_DEPTH = 32;

    private final StringBuilder out = new StringBuilder();

    private ToolText() {}

    static String of(JsonArray tools) {
        ToolText text = new ToolText();
        text.line(0, "namespace functions {").line(0, "");
        for (JsonValue tool : tools) {
            JsonObject function = function(tool);
            if (function != null) {
                text.function(function);
            }
        }
        return text.line(0, "} // namespace functions").out.toString().stripTrailing();
    }

    /** Of OpenAI's form or Anthropic's. */
    private static @Nullable JsonObject function(JsonValue tool) {
        if (!(tool instanceof JsonObject object)) {
            return null;
        }
        JsonObject wrapped = object.object("function");
        return wrapped == null ? object : wrapped;
    }

    private void function(JsonObject function) {
        description(0, function);
        String name = function.string("name");
        JsonObject parameters = function.object("parameters");
        JsonObject schema = parameters == null ? function.object("input_schema") : parameters;
        JsonObject properties = schema == null ? null : schema.object("properties");
        if (schema == null || properties == null || properties.isEmpty()) {
            line(0, "type " + name + " = () => any;");
        } else {
            line(0, "type " + name + " = (_: {");
            properties(schema, properties, 0, 0);
            line(0, "}) => any;");
        }
        line(0, "");
    }

    private void properties(JsonObject schema, JsonObject properties, int indent, int depth) {
        Set<String> required = new HashSet<>();
        JsonArray names = schema.array("required");
        if (names != null) {
            names.forEach(name -> required.add(name instanceof JsonString text ? text.value() : ""));
        }
        properties.forEach((name, value) -> {
            JsonObject property = value instanceof JsonObject object ? object : JsonObject.EMPTY;
            description(indent, property);
            line(indent, name + (required.contains(name) ? "" : "?") + ": " + type(property, indent, depth) + ",");
        });
    }

    private static String type(JsonObject property, int indent, int depth) {
        String type = property.string("type");
        return switch (type) {
            case "string" -> choice(property, "string");
            case "number", "integer" -> choice(property, "number");
            case "boolean" -> "boolean";
            case "null" -> "null";
            case "array" -> array(property, indent, depth);
            case "object" -> object(property, indent, depth);
            case null, default -> "any";
        };
    }

    private static String choice(JsonObject property, String plain) {
        JsonArray values = property.array("enum");
        if (values == null) {
            return plain;
        }
        List<String> words = new ArrayList<>();
        values.forEach(
                value -> words.add(value instanceof JsonString text ? "\"" + text.value() + "\"" : value.toJson()));
        return String.join(" | ", words);
    }

    private static String array(JsonObject property, int indent, int depth) {
        JsonObject items = property.object("items");
        return items == null || depth > MAX_DEPTH ? "any[]" : type(items, indent, depth + 1) + "[]";
    }

    private static String object(JsonObject property, int indent, int depth) {
        JsonObject properties = property.object("properties");
        if (properties == null || properties.isEmpty() || depth > MAX_DEPTH) {
            return "{\n\n}";
        }
        ToolText inner = new ToolText();
        inner.line(0, "{");
        inner.properties(property, properties, indent + 2, depth + 1);
        return inner.out + "}";
    }

    private void description(int indent, JsonObject of) {
        String description = of.string("description");
        if (description != null && !description.isEmpty()) {
            line(indent, "// " + description);
        }
    }

    private ToolText line(int indent, String text) {
        out.repeat(' ', indent).append(text).append('\n');
        return this;
    }
}
