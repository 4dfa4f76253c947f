package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ResponseFormat;
import org.jspecify.annotations.Nullable;

/** The form that an answer is bound to; the schema is a text here. */
final class OutputFormat {

    private OutputFormat() {}

    /** The member {@code textFormat}; null when none is asked for or the model cannot be bound. */
    static @Nullable JsonObject write(@Nullable ResponseFormat format, ConverseModel model) {
        if (!(format instanceof ResponseFormat.Schema schema) || !model.bindsToSchema()) {
            return null;
        }
        JsonObject json = JsonObject.builder()
                .put("schema", closed(schema.schema()).toJson())
                .put("name", schema.name())
                .putIfPresent("description", schema.description())
                .build();
        return JsonObject.builder()
                .put("type", "json_schema")
                .put("structure", JsonObject.of("jsonSchema", json))
                .build();
    }

    static @Nullable ResponseFormat read(@Nullable Field config) {
        Field format = config == null ? null : config.member("textFormat");
        if (format == null || !"json_schema".equals(format.string("type"))) {
            return null;
        }
        Field json = format.required("structure").required("jsonSchema");
        String name = json.string("name");
        return new ResponseFormat.Schema(
                name == null ? "response" : name, json.string("description"), schema(json.required("schema")), true);
    }

    private static JsonObject schema(Field text) {
        try {
            return Json.parseObject(text.text());
        } catch (JsonSyntaxException noSchema) {
            throw text.wrong("a JSON Schema as text");
        }
    }

    /** Every object of the schema takes no other members than it names, as the vendor demands. */
    private static JsonValue closed(JsonValue schema) {
        return switch (schema) {
            case JsonObject object -> closed(object);
            case JsonArray array ->
                new JsonArray(array.items().stream().map(OutputFormat::closed).toList());
            default -> schema;
        };
    }

    private static JsonObject closed(JsonObject object) {
        JsonObject.Builder closed = JsonObject.builder();
        object.forEach(
                (name, value) -> closed.put(name, name.equals("enum") || name.equals("const") ? value : closed(value)));
        boolean isObject = new JsonString("object").equals(object.get("type"));
        return (isObject ? closed.put("additionalProperties", JsonBoolean.FALSE) : closed).build();
    }
}
