package dev.dragoman.dialect.gemini;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON Schema as Google's own {@code Schema}, a small part of OpenAPI's: references are put in their place, null is
 * a mark instead of a type, and what the format has no word for is left out. Not thread-safe.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">Schema</a>
 */
final class SchemaWriter {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_SIZE = 50_000;

    private final String path;
    private final boolean ordered;
    private final SchemaReferences references;
    private final Set<String> open = new HashSet<>();
    private int size;

    private SchemaWriter(JsonObject root, String path, boolean ordered) {
        this.references = new SchemaReferences(root);
        this.path = path;
        this.ordered = ordered;
    }

    /**
     * The schema in Google's words.
     *
     * @param path where the schema stands, for complaints
     * @param ordered whether properties must be answered in the order in which they are declared
     */
    static JsonObject write(JsonObject schema, String path, boolean ordered) {
        JsonObject written = new SchemaWriter(schema, path, ordered).schema(schema, 0);
        return written == null ? SchemaForm.ANY_OBJECT : written;
    }

    /** The schema; null when it is a reference to something that it is itself a part of. */
    private @Nullable JsonObject schema(JsonValue value, int depth) {
        if (!(value instanceof JsonObject schema)) {
            return SchemaForm.ANY_OBJECT;
        }
        List<String> opened = new ArrayList<>(0);
        JsonObject resolved = resolved(schema, opened, depth);
        JsonObject written = resolved == null ? null : plain(SchemaForm.of(resolved), depth);
        open.removeAll(opened);
        return written;
    }

    /** The schema with what it refers to in the place of the reference. */
    private @Nullable JsonObject resolved(JsonObject schema, List<String> opened, int depth) {
        limit(depth);
        String reference = schema.string("$ref");
        if (reference != null) {
            if (!open.add(reference)) {
                return null;
            }
            opened.add(reference);
            return resolved(target(reference).merged(schema.without("$ref")), opened, depth + 1);
        }
        JsonArray all = schema.array("allOf");
        return all == null ? schema : together(schema.without("allOf"), all, opened, depth);
    }

    private JsonObject together(JsonObject schema, JsonArray all, List<String> opened, int depth) {
        JsonObject both = schema;
        for (JsonValue member : all) {
            JsonObject other = member instanceof JsonObject object ? resolved(object, opened, depth + 1) : null;
            both = other == null ? both : SchemaUnions.together(both, other);
        }
        return both;
    }

    private JsonObject target(String reference) {
        JsonObject target = references.find(reference);
        if (target == null) {
            throw wrong("$ref \"" + shortened(reference) + "\" leads nowhere (expected: a definition in $defs)");
        }
        return target;
    }

    private void limit(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("nested deeper than " + MAX_DEPTH + " levels");
        }
        if (++size > MAX_SIZE) {
            throw wrong("larger than " + MAX_SIZE + " parts once its references are in their place");
        }
    }

    private JsonObject plain(SchemaForm form, int depth) {
        if (form.allowsNothingButNull()) {
            throw wrong("a schema that allows null only (expected: another type beside it)");
        }
        return form.alternatives().isEmpty() ? typed(form, depth) : union(form, depth);
    }

    private JsonObject union(SchemaForm form, int depth) {
        List<JsonValue> members = new ArrayList<>();
        for (JsonValue alternative : form.alternatives()) {
            JsonObject member = schema(alternative, depth + 1);
            if (member != null) {
                members.add(form.inherited(form.nullable() ? member.with("nullable", JsonBoolean.TRUE) : member));
            }
        }
        if (members.isEmpty()) {
            return SchemaForm.ANY_OBJECT;
        }
        return JsonObject.of("anyOf", new JsonArray(members));
    }

    private JsonObject typed(SchemaForm form, int depth) {
        JsonObject.Builder out = JsonObject.builder().put("type", form.type());
        form.copyPlainWords(out);
        if (form.nullable()) {
            out.put("nullable", true);
        }
        switch (form.type()) {
            case "object" -> properties(out, form.schema(), depth);
            case "array" -> out.put("items", items(form.schema().get("items"), depth));
            default -> {
                // Nothing nested.
            }
        }
        return out.build();
    }

    private void properties(JsonObject.Builder out, JsonObject schema, int depth) {
        JsonObject declared = schema.object("properties");
        if (declared == null || declared.isEmpty()) {
            return;
        }
        JsonObject.Builder properties = JsonObject.builder();
        declared.forEach((name, value) -> properties.putIfPresent(name, schema(value, depth + 1)));
        JsonObject written = properties.build();
        if (written.isEmpty()) {
            return;
        }
        out.put("properties", written);
        required(out, schema.array("required"), written);
        if (ordered) {
            out.put("propertyOrdering", JsonArray.ofStrings(written.names()));
        }
    }

    private static void required(JsonObject.Builder out, @Nullable JsonArray names, JsonObject properties) {
        if (names == null) {
            return;
        }
        List<JsonValue> known = new ArrayList<>(names.size());
        for (JsonValue name : names) {
            if (name instanceof JsonString text && properties.has(text.value())) {
                known.add(name);
            }
        }
        if (!known.isEmpty()) {
            out.put("required", new JsonArray(known));
        }
    }

    private JsonObject items(@Nullable JsonValue items, int depth) {
        JsonValue each = switch (items) {
            case JsonArray tuple -> JsonObject.of("anyOf", tuple);
            case null -> SchemaForm.ANY_OBJECT;
            default -> items;
        };
        JsonObject written = schema(each, depth + 1);
        return written == null ? SchemaForm.ANY_OBJECT : written;
    }

    private BadRequestException wrong(String message) {
        return new BadRequestException(ErrorDetail.of(path + ": " + message)
                .withType("invalid_request_error")
                .withParam(path));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
