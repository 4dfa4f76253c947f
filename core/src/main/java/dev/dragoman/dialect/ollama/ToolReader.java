package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tools. */
final class ToolReader {

    private ToolReader() {}

    static List<Tool> read(@Nullable Field listed) {
        List<Tool> tools = new ArrayList<>();
        if (listed != null) {
            listed.items().forEach(tool -> tools.add(tool(tool)));
        }
        return tools;
    }

    private static Tool tool(Field tool) {
        Field function = tool.member("function");
        if (function == null) {
            return new Tool.Opaque(OllamaDialect.NAME, tool.object());
        }
        Field parameters = function.member("parameters");
        return new Tool.Function(
                function.requiredString("name"),
                function.string("description"),
                parameters == null ? null : parameters.object(),
                null,
                null,
                JsonObject.EMPTY);
    }
}
