package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tools and which of them must be called. */
final class ToolReader {

    private ToolReader() {}

    static void read(Field body, ChatRequest.Builder into) {
        Boolean strict = body.bool(Extras.STRICT_TOOLS);
        List<Tool> tools = new ArrayList<>();
        Field listed = body.member("tools");
        if (listed != null) {
            listed.items().forEach(tool -> tools.add(tool(tool, Boolean.TRUE.equals(strict) ? strict : null)));
        }
        into.tools(tools).toolChoice(choice(body.member("tool_choice")));
    }

    private static Tool tool(Field tool, @Nullable Boolean strict) {
        Field function = tool.member("function");
        if (function == null) {
            return new Tool.Opaque(CohereDialect.NAME, tool.object());
        }
        return new Tool.Function(
                function.requiredString("name"),
                function.string("description"),
                function.required("parameters").object(),
                strict,
                null,
                JsonObject.EMPTY);
    }

    private static @Nullable ToolChoice choice(@Nullable Field choice) {
        if (choice == null) {
            return null;
        }
        return switch (choice.text()) {
            case "REQUIRED" -> new ToolChoice.Required();
            case "NONE" -> new ToolChoice.None();
            default -> throw choice.wrong("REQUIRED or NONE");
        };
    }
}
