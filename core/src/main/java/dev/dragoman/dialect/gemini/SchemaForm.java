package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one level of a JSON Schema says, in the few terms that Google's schemas have.
 *
 * @param schema the level as it was declared
 * @param type the one type; empty when there are, or were, alternatives
 * @param alternatives schemas of which one must match; empty for none
 * @param nullable whether null is allowed as well
 */
record SchemaForm(JsonObject schema, String type, List<JsonValue> alternatives, boolean nullable) {

    /** Any object, which is also what an unknown type becomes. */
    static final JsonObject ANY_OBJECT = JsonObject.of("type", new JsonString("object"));

    private static final String NULL = "null";
    private static final Set<String> TYPE_WORDS =
            Set.of("type", "properties", "items", "enum", "const", "$ref", "anyOf", "oneOf", "allOf", "format");
    private static final String[] KEPT = {"title", "description", "default", "example"};
    private static final String[] OF_OBJECTS = {"minProperties", "maxProperties"};
    private static final String[] OF_ARRAYS = {"minItems", "maxItems"};
    private static final String[] OF_STRINGS = {"minLength", "maxLength", "pattern"};
    private static final String[] OF_NUMBERS = {"minimum", "maximum"};

    static SchemaForm of(JsonObject schema) {
        boolean nullable = Boolean.TRUE.equals(schema.bool("nullable"));
        JsonArray alternatives = alternatives(schema);
        if (alternatives != null) {
            List<JsonValue> real = withoutNull(alternatives);
            boolean hasNull = real.size() < alternatives.size();
            return new SchemaForm(schema, "", real, nullable || hasNull);
        }
        return ofTypes(schema, nullable);
    }

    private static SchemaForm ofTypes(JsonObject schema, boolean nullable) {
        List<String> types = new ArrayList<>(2);
        boolean hasNull = types(schema.get("type"), types);
        boolean allowsNull = nullable || hasNull || enumHasNull(schema);
        if (types.size() > 1) {
            List<JsonValue> each = new ArrayList<>(types.size());
            types.forEach(type -> each.add(narrowed(schema, type)));
            return new SchemaForm(schema, "", each, allowsNull);
        }
        boolean onlyNull = hasNull && types.isEmpty();
        String one = types.isEmpty() ? implied(schema) : types.getFirst();
        return new SchemaForm(schema, onlyNull ? NULL : one, List.of(), allowsNull && !onlyNull);
    }

    /** Whether all alternatives were null. */
    boolean allowsNothingButNull() {
        return type.isEmpty() && alternatives.isEmpty();
    }

    /** Copies the words that mean the same in both formats. */
    void copyPlainWords(JsonObject.Builder out) {
        copy(out, KEPT);
        switch (type) {
            case "object" -> copy(out, OF_OBJECTS);
            case "array" -> copy(out, OF_ARRAYS);
            case "string" -> text(out);
            case "integer", "number" -> copy(out, OF_NUMBERS);
            default -> {
                // Truth values have no limits.
            }
        }
    }

    /** The member of a union with the title and description of the whole, unless it has its own. */
    JsonObject inherited(JsonObject member) {
        JsonObject.Builder full = member.toBuilder();
        for (String name : new String[] {"title", "description"}) {
            full.putIfPresent(name, member.has(name) ? null : schema.get(name));
        }
        return full.build();
    }

    private void text(JsonObject.Builder out) {
        copy(out, OF_STRINGS);
        JsonArray values = values(schema);
        String format = schema.string("format");
        boolean known = "date-time".equals(format) || ("enum".equals(format) && values != null);
        out.putIfPresent("format", known ? format : null);
        if (values != null) {
            out.put("enum", values);
        }
    }

    private void copy(JsonObject.Builder out, String[] names) {
        for (String name : names) {
            out.putIfPresent(name, schema.get(name));
        }
    }

    /** The allowed texts; an empty one is written as null, for it is refused. */
    private static @Nullable JsonArray values(JsonObject schema) {
        JsonArray declared = allowed(schema);
        if (declared == null) {
            return null;
        }
        boolean texts = declared.items().stream().anyMatch(JsonString.class::isInstance);
        List<JsonValue> values = new ArrayList<>(declared.size());
        for (JsonValue value : declared) {
            switch (value) {
                case JsonString text -> values.add(text.value().isEmpty() ? JsonNull.NULL : text);
                case JsonNull nothing -> {
                    // Said by nullable.
                }
                default -> {
                    if (!texts) {
                        values.add(new JsonString(value.toJson()));
                    }
                }
            }
        }
        return values.isEmpty() ? null : new JsonArray(values);
    }

    private static @Nullable JsonArray allowed(JsonObject schema) {
        JsonValue only = schema.get("const");
        return only == null ? schema.array("enum") : JsonArray.of(only);
    }

    private static boolean enumHasNull(JsonObject schema) {
        JsonArray values = allowed(schema);
        return values != null && values.items().contains(JsonNull.NULL);
    }

    /** The alternatives, unless they only combine the words of a type that is given beside them. */
    private static @Nullable JsonArray alternatives(JsonObject schema) {
        JsonArray any = schema.array("anyOf") == null ? schema.array("oneOf") : schema.array("anyOf");
        if (any == null || any.isEmpty()) {
            return null;
        }
        boolean typed = schema.has("type") || schema.has("properties");
        return typed && any.items().stream().noneMatch(SchemaForm::saysType) ? null : any;
    }

    private static boolean saysType(JsonValue member) {
        return member instanceof JsonObject object && object.names().stream().anyMatch(TYPE_WORDS::contains);
    }

    private static List<JsonValue> withoutNull(JsonArray alternatives) {
        return alternatives.items().stream()
                .filter(member -> !(member instanceof JsonObject object && isNull(object)))
                .toList();
    }

    private static boolean isNull(JsonObject schema) {
        String type = schema.string("type");
        return (type != null && type.equalsIgnoreCase(NULL)) || schema.get("const") == JsonNull.NULL;
    }

    /** Collects the types but null; tells whether null is one of them. */
    private static boolean types(@Nullable JsonValue type, List<String> into) {
        return switch (type) {
            case JsonString name -> add(name.value().toLowerCase(Locale.ROOT), into);
            case JsonArray names -> {
                boolean hasNull = false;
                for (JsonValue name : names) {
                    hasNull |= types(name, into);
                }
                yield hasNull;
            }
            case null, default -> false;
        };
    }

    private static boolean add(String type, List<String> into) {
        if (type.equals(NULL)) {
            return true;
        }
        if (!into.contains(type)) {
            into.add(type);
        }
        return false;
    }

    /** The level with one of its types. What is said about it as a whole stays with the union. */
    private static JsonObject narrowed(JsonObject schema, String type) {
        return schema.without("type", "title", "description", "nullable").with("type", new JsonString(type));
    }

    private static String implied(JsonObject schema) {
        if (schema.has("properties")) {
            return "object";
        }
        if (schema.has("items")) {
            return "array";
        }
        JsonArray values = allowed(schema);
        return values == null ? "object" : typeOf(values);
    }

    private static String typeOf(JsonArray values) {
        JsonValue first = values.items().stream()
                .filter(value -> value != JsonNull.NULL)
                .findFirst()
                .orElse(JsonNull.NULL);
        return switch (first) {
            case JsonNumber number -> number.longValue() == null ? "number" : "integer";
            case JsonBoolean truth -> "boolean";
            case JsonObject object -> "object";
            case JsonArray array -> "array";
            default -> "string";
        };
    }
}
