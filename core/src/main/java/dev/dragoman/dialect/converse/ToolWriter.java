package dev.dragoman.dialect.converse;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the tools of {@code toolConfig}, and those that only the model knows. Not thread-safe. */
final class ToolWriter {

    private static final JsonObject NO_PARAMETERS = JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.EMPTY)
            .build();
    private static final String[] CLAUDES_OWN = {"computer_", "bash_", "text_editor_"};

    private final List<JsonValue> tools = new ArrayList<>();
    private final List<JsonValue> modelTools = new ArrayList<>();
    private final ConverseModel model;
    private final Notes notes;

    ToolWriter(ConverseModel model, Notes notes) {
        this.model = model;
        this.notes = notes;
    }

    List<JsonValue> tools() {
        return tools;
    }

    /** Tools in the model's own words. */
    List<JsonValue> modelTools() {
        return modelTools;
    }

    void write(Tool tool) {
        switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.WebSearch search -> webSearch("tools[*].web_search");
            case Tool.Opaque opaque -> opaque(opaque);
            case Tool.Custom custom -> notes.unsupported("tools[*].custom");
        }
    }

    /** Writes a function by its schema alone. */
    void function(String name, @Nullable String description, JsonObject schema) {
        tools.add(spec(name, description, schema, null));
    }

    /** A search of the web by the vendor, which only its own models have. */
    void webSearch(String parameter) {
        if (Nova.is(model)) {
            tools.add(JsonObject.of("systemTool", JsonObject.of("name", new JsonString("nova_grounding"))));
        } else {
            notes.unsupported(parameter);
        }
    }

    private void function(Tool.Function tool) {
        boolean strict = Boolean.TRUE.equals(tool.strict());
        notes.unsupported("tools[*].function.strict", strict && !model.bindsToSchema());
        tools.add(spec(
                tool.name(),
                tool.description(),
                schema(tool.parameters()),
                model.bindsToSchema() ? tool.strict() : null));
        tool.extras().forEach((name, value) -> notes.unsupported("tools[*]." + name, value != JsonNull.NULL));
        JsonObject mark = CachePoints.write(tool.cache(), model);
        if (mark != null) {
            tools.add(mark);
        }
    }

    private static JsonObject spec(
            String name, @Nullable String description, JsonObject schema, @Nullable Boolean strict) {
        String told = description == null || description.isEmpty() ? null : description;
        return JsonObject.of(
                "toolSpec",
                JsonObject.builder()
                        .put("name", name)
                        .putIfPresent("description", told)
                        .put("inputSchema", JsonObject.of("json", schema))
                        .putIfPresent("strict", strict)
                        .build());
    }

    private static JsonObject schema(@Nullable JsonObject parameters) {
        if (parameters == null || parameters.isEmpty()) {
            return NO_PARAMETERS;
        }
        return "object".equals(parameters.string("type"))
                ? parameters
                : parameters.with("type", new JsonString("object"));
    }

    private void opaque(Tool.Opaque opaque) {
        if (opaque.dialect().equals(ConverseDialect.NAME)) {
            tools.add(opaque.tool());
            return;
        }
        String type = opaque.tool() instanceof JsonObject tool ? tool.string("type") : null;
        if (type != null && model.family() == ConverseModel.Family.CLAUDE && isClaudesOwn(type)) {
            modelTools.add(opaque.tool());
        } else {
            notes.unsupported(type == null ? "tools[*]" : "tools[*]." + type);
        }
    }

    private static boolean isClaudesOwn(String type) {
        for (String beginning : CLAUDES_OWN) {
            if (type.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
