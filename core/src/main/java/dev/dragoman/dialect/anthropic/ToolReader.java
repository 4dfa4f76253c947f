package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolReader {

    private static final Set<String> FUNCTION =
            Set.of("type", "name", "description", "input_schema", "strict", CacheMarks.MEMBER);
    private static final Set<String> SEARCH = Set.of("type", "name", "max_uses", "user_location");

    private ToolReader() {}

    static List<Tool> readAll(Field tools) {
        List<Tool> read = new ArrayList<>();
        for (Field tool : tools.items()) {
            read.add(read(tool));
        }
        return read;
    }

    static ToolChoice choice(Field choice) {
        return switch (choice.requiredString("type")) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Required();
            case "none" -> new ToolChoice.None();
            case "tool" -> new ToolChoice.Named(choice.requiredString("name"), false);
            default -> throw choice.required("type").wrong("auto, any, tool or none");
        };
    }

    /** Whether several tools may be asked for at once; null when not said. */
    static @Nullable Boolean parallel(Field choice) {
        Boolean disabled = choice.bool("disable_parallel_tool_use");
        return disabled == null ? null : !disabled;
    }

    private static Tool read(Field tool) {
        String type = tool.string("type");
        if (type == null || type.equals("custom")) {
            return function(tool);
        }
        // A search with filters has no word elsewhere.
        return type.startsWith("web_search_") && tool.others(SEARCH).isEmpty()
                ? webSearch(tool)
                : new Tool.Opaque(AnthropicDialect.NAME, tool.value());
    }

    private static Tool function(Field tool) {
        Field schema = tool.member("input_schema");
        return new Tool.Function(
                tool.requiredString("name"),
                tool.string("description"),
                schema == null ? null : schema.object(),
                tool.bool("strict"),
                CacheMarks.read(tool),
                tool.others(FUNCTION));
    }

    private static Tool webSearch(Field tool) {
        Long uses = tool.integer("max_uses");
        Field location = tool.member("user_location");
        return new Tool.WebSearch(
                uses == null ? null : contextSize(uses), location == null ? null : location(location.object()));
    }

    private static String contextSize(long uses) {
        if (uses <= 1) {
            return "low";
        }
        return uses <= 5 ? "medium" : "high";
    }

    private static JsonObject location(JsonObject location) {
        return JsonObject.builder()
                .put("type", "approximate")
                .put("approximate", location.without("type"))
                .build();
    }
}
