package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code toolConfig}. */
final class ToolReader {

    private ToolReader() {}

    static void read(@Nullable Field config, ChatRequest.Builder into) {
        if (config == null) {
            return;
        }
        List<Tool> tools = new ArrayList<>();
        for (Field tool : config.required("tools").items()) {
            Field mark = tool.member(CachePoints.MEMBER);
            if (mark == null) {
                tools.add(tool(tool));
            } else if (!tools.isEmpty() && tools.getLast() instanceof Tool.Function last) {
                tools.set(
                        tools.size() - 1,
                        new Tool.Function(
                                last.name(),
                                last.description(),
                                last.parameters(),
                                last.strict(),
                                CachePoints.read(mark),
                                last.extras()));
            }
        }
        into.tools(tools).toolChoice(choice(config.member("toolChoice")));
    }

    private static Tool tool(Field tool) {
        Field spec = tool.member("toolSpec");
        if (spec == null) {
            return new Tool.Opaque(ConverseDialect.NAME, tool.object());
        }
        return new Tool.Function(
                spec.requiredString("name"),
                spec.string("description"),
                spec.required("inputSchema").required("json").object(),
                spec.bool("strict"),
                null,
                JsonObject.EMPTY);
    }

    private static @Nullable ToolChoice choice(@Nullable Field choice) {
        if (choice == null) {
            return null;
        }
        if (choice.member("auto") != null) {
            return new ToolChoice.Auto();
        }
        if (choice.member("any") != null) {
            return new ToolChoice.Required();
        }
        return new ToolChoice.Named(choice.required("tool").requiredString("name"), false);
    }
}
