package dev.dragoman.dialect.cohere;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes tools and which of them must be called. One tool alone is demanded by offering no other; whether arguments must match
 * their schemas is told once for all tools. Not thread-safe.
 */
final class ToolWriter {

    private static final JsonObject NO_PARAMETERS = JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.EMPTY)
            .build();

    private final Notes notes;
    private final List<JsonValue> tools = new ArrayList<>();
    private int functions;
    private int strict;

    private ToolWriter(Notes notes) {
        this.notes = notes;
    }

    static void write(ChatRequest request, JsonObject.Builder into, Notes notes) {
        new ToolWriter(notes).write(request, into);
    }

    private void write(ChatRequest request, JsonObject.Builder into) {
        ToolChoice choice = request.toolChoice();
        request.tools().stream().filter(tool -> isOffered(tool, choice)).forEach(this::tool);
        if (tools.isEmpty()) {
            return;
        }
        into.put("tools", new JsonArray(tools));
        into.putIfPresent("tool_choice", choice(choice));
        boolean told = Boolean.TRUE.equals(request.extras().bool(Extras.STRICT_TOOLS));
        if (told || (strict > 0 && strict == functions)) {
            into.put(Extras.STRICT_TOOLS, true);
        } else {
            notes.unsupported("tools[*].function.strict", strict > 0);
        }
    }

    private static boolean isOffered(Tool tool, @Nullable ToolChoice choice) {
        if (!(tool instanceof Tool.Function function)) {
            return true;
        }
        return switch (choice) {
            case ToolChoice.Named named -> named.name().equals(function.name());
            case ToolChoice.Allowed allowed -> allowed.names().contains(function.name());
            case null, default -> true;
        };
    }

    private static @Nullable String choice(@Nullable ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Required required -> "REQUIRED";
            case ToolChoice.Named named -> "REQUIRED";
            case ToolChoice.Allowed allowed -> allowed.required() ? "REQUIRED" : null;
            case ToolChoice.None none -> "NONE";
            case ToolChoice.Auto auto -> null;
            case null -> null;
        };
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
        functions++;
        strict += Boolean.TRUE.equals(tool.strict()) ? 1 : 0;
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
        if (opaque.dialect().equals(CohereDialect.NAME)) {
            tools.add(opaque.tool());
            return;
        }
        String type = opaque.tool() instanceof JsonObject tool ? tool.string("type") : null;
        notes.unsupported(type == null ? "tools[*]" : "tools[*]." + type);
    }
}
