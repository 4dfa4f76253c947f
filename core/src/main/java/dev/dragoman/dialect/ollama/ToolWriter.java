package dev.dragoman.dialect.ollama;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes tools. The model cannot be made to call one, but it can be kept from calling any. Not thread-safe. */
final class ToolWriter {

    private static final JsonObject NO_PARAMETERS = JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.EMPTY)
            .build();

    private final Notes notes;
    private final List<JsonValue> tools = new ArrayList<>();

    private ToolWriter(Notes notes) {
        this.notes = notes;
    }

    /** The tools; null for none. */
    static @Nullable JsonArray write(ChatRequest request, ModelTraits traits, Notes notes) {
        ToolWriter writer = new ToolWriter(notes);
        ToolChoice choice = request.toolChoice();
        request.tools().stream().filter(tool -> isOffered(tool, choice)).forEach(writer::tool);
        if (writer.tools.isEmpty()) {
            return null;
        }
        if (traits.known() && !traits.can(ModelTraits.Ability.FUNCTION_CALLING)) {
            notes.unsupported("tools");
            return null;
        }
        notes.unsupported("tool_choice", isDemand(choice));
        return new JsonArray(writer.tools);
    }

    private static boolean isOffered(Tool tool, @Nullable ToolChoice choice) {
        String name = tool instanceof Tool.Function function ? function.name() : "";
        return switch (choice) {
            case ToolChoice.None none -> false;
            case ToolChoice.Named named -> name.isEmpty() || named.name().equals(name);
            case ToolChoice.Allowed allowed -> name.isEmpty() || allowed.names().contains(name);
            case null, default -> true;
        };
    }

    private static boolean isDemand(@Nullable ToolChoice choice) {
        return choice instanceof ToolChoice.Required
                || choice instanceof ToolChoice.Named
                || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.WebSearch search -> notes.unsupported("web_search_options");
            case Tool.Custom custom -> notes.unsupported("tools[*].custom");
            case Tool.Opaque opaque -> opaque(opaque);
        }
    }

    private void function(Tool.Function tool) {
        notes.unsupported("tools[*].function.strict", Boolean.TRUE.equals(tool.strict()));
        tool.extras().forEach((name, value) -> notes.unsupported("tools[*]." + name, value != JsonNull.NULL));
        JsonObject function = JsonObject.builder()
                .put("name", tool.name())
                .putIfPresent("description", tool.description())
                .put("parameters", tool.parameters() == null ? NO_PARAMETERS : tool.parameters())
                .build();
        tools.add(JsonObject.builder()
                .put("type", "function")
                .put("function", function)
                .build());
    }

    private void opaque(Tool.Opaque opaque) {
        if (opaque.dialect().equals(OllamaDialect.NAME)) {
            tools.add(opaque.tool());
            return;
        }
        String type = opaque.tool() instanceof JsonObject tool ? tool.string("type") : null;
        notes.unsupported(type == null ? "tools[*]" : "tools[*]." + type);
    }
}
