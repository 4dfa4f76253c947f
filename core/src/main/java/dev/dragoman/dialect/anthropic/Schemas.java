package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON Schema into the part of it that Anthropic enforces: references are replaced by what they refer to, every
 * object is closed, and limits that cannot be enforced are told in the description.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/structured-outputs">Structured outputs</a>
 */
final class Schemas {

    private static final int LARGEST = 20_000;
    private static final int DEEPEST = 100;

    private static final Map<String, String> LIMITS = limits();
    private static final Set<String> MAPS = Set.of("properties", "patternProperties", "$defs", "definitions");
    private static final Set<String> SCHEMAS =
            Set.of("items", "not", "if", "then", "else", "contains", "propertyNames");
    private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems", "items");

    private final Map<String, JsonValue> definitions = new HashMap<>();
    private final List<String> open = new ArrayList<>();
    private int visited;
    private int depth;
    private boolean kept;

    private Schemas() {}

    /** The schema as it can be enforced. What was cleaned before stays as it is. */
    static JsonObject strict(JsonObject schema) {
        Schemas schemas = new Schemas();
        schemas.define("#/$defs/", schema.object("$defs"));
        schemas.define("#/definitions/", schema.object("definitions"));
        JsonObject clean = schemas.object(schema);
        return schemas.kept ? clean : clean.without("$defs", "definitions");
    }

    private static Map<String, String> limits() {
        Map<String, String> limits = new LinkedHashMap<>();
        limits.put("minItems", "minimum number of items");
        limits.put("maxItems", "maximum number of items");
        limits.put("minimum", "minimum value");
        limits.put("maximum", "maximum value");
        limits.put("exclusiveMinimum", "exclusive minimum value");
        limits.put("exclusiveMaximum", "exclusive maximum value");
        limits.put("minLength", "minimum length");
        limits.put("maxLength", "maximum length");
        limits.put("multipleOf", "multiple of");
        return Collections.unmodifiableMap(limits);
    }

    private void define(String prefix, @Nullable JsonObject schemas) {
        if (schemas != null) {
            schemas.forEach((name, schema) -> definitions.put(prefix + name, schema));
        }
    }

    private JsonValue schema(JsonValue schema) {
        return schema instanceof JsonObject object ? object(object) : schema;
    }

    private JsonObject object(JsonObject schema) {
        visited++;
        depth++;
        String reference = schema.string("$ref");
        JsonObject clean = reference == null ? cleaned(schema) : referred(reference, schema);
        depth--;
        return clean;
    }

    private JsonObject cleaned(JsonObject schema) {
        JsonObject.Builder clean = JsonObject.builder();
        schema.forEach((name, value) -> member(clean, name, value));
        describe(clean, schema);
        if (isObject(schema)) {
            clean.put("additionalProperties", JsonBoolean.FALSE);
        }
        return clean.build();
    }

    /** A schema that refers to itself cannot be written out, nor can one that grows beyond reason. */
    private JsonObject referred(String reference, JsonObject schema) {
        JsonValue target = definitions.get(reference);
        boolean endless = open.contains(reference) || visited > LARGEST || depth > DEEPEST;
        if (!(target instanceof JsonObject definition) || endless) {
            kept = true;
            return schema;
        }
        open.add(reference);
        JsonObject inlined = object(definition.merged(schema.without("$ref")));
        open.removeLast();
        return inlined;
    }

    private void member(JsonObject.Builder clean, String name, JsonValue value) {
        if (LIMITS.containsKey(name)) {
            return;
        }
        if (MAPS.contains(name) && value instanceof JsonObject schemas) {
            clean.put(name, map(name, schemas));
        } else if (LISTS.contains(name) && value instanceof JsonArray schemas) {
            clean.put(name, list(schemas));
        } else if (SCHEMAS.contains(name)) {
            clean.put(name, schema(value));
        } else {
            clean.put(name, value);
        }
    }

    /** Definitions that refer to each other stay references among themselves: each is written once. */
    private JsonObject map(String name, JsonObject schemas) {
        boolean definition = name.equals("$defs") || name.equals("definitions");
        JsonObject.Builder clean = JsonObject.builder();
        schemas.forEach((key, schema) -> {
            if (definition) {
                open.add("#/" + name + "/" + key);
            }
            clean.put(key, schema(schema));
            if (definition) {
                open.removeLast();
            }
        });
        return clean.build();
    }

    private JsonArray list(JsonArray schemas) {
        List<JsonValue> clean = new ArrayList<>(schemas.size());
        schemas.forEach(schema -> clean.add(schema(schema)));
        return new JsonArray(clean);
    }

    private static boolean isObject(JsonObject schema) {
        JsonValue type = schema.get("type");
        JsonString object = new JsonString("object");
        boolean listed = type instanceof JsonArray types && types.items().contains(object);
        return listed || object.equals(type) || (type == null && schema.object("properties") != null);
    }

    private static void describe(JsonObject.Builder clean, JsonObject schema) {
        StringBuilder note = new StringBuilder();
        LIMITS.forEach((name, meaning) -> {
            if (schema.get(name) instanceof JsonNumber limit) {
                note.append(note.isEmpty() ? "Note: " : ", ")
                        .append(meaning)
                        .append(": ")
                        .append(limit.literal());
            }
        });
        if (!note.isEmpty()) {
            String description = schema.string("description");
            clean.put("description", (description == null ? "" : description + " ") + note + ".");
        }
    }
}
