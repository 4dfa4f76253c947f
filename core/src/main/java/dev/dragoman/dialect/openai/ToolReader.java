package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tools and the choice among them. */
final class ToolReader {

    private static final Set<String> FUNCTION_MEMBERS =
            Set.of("name", "description", "parameters", "strict", "cache_control");
    private static final Set<String> TOOL_MEMBERS = Set.of("type", "function", "cache_control");

    private ToolReader() {}

    static void readAll(Field tools, List<Tool> into) {
        for (Field tool : tools.items()) {
            into.add(tool(tool));
        }
    }

    /** The older list of functions. */
    static void readFunctions(Field functions, List<Tool> into) {
        for (Field function : functions.items()) {
            into.add(function(function, null, JsonObject.EMPTY));
        }
    }

    private static Tool tool(Field tool) {
        String type = tool.string("type");
        if (type == null || type.equals("function")) {
            return tool.member("function") == null && type == null
                    ? opaque(tool)
                    : function(tool.required("function"), CacheMarks.read(tool), tool.others(TOOL_MEMBERS));
        }
        return type.equals("custom") ? custom(tool.required("custom")) : opaque(tool);
    }

    private static Tool opaque(Field tool) {
        return new Tool.Opaque(OpenAiDialect.NAME, tool.object());
    }

    private static Tool function(Field function, @Nullable CacheControl outer, JsonObject outerExtras) {
        Field parameters = function.member("parameters");
        CacheControl inner = CacheMarks.read(function);
        return new Tool.Function(
                function.requiredString("name"),
                function.string("description"),
                parameters == null ? null : parameters.object(),
                function.bool("strict"),
                inner != null ? inner : outer,
                outerExtras.merged(function.others(FUNCTION_MEMBERS)));
    }

    private static Tool custom(Field custom) {
        Field format = custom.member("format");
        return new Tool.Custom(
                custom.requiredString("name"), custom.string("description"), format == null ? null : format.object());
    }

    static ToolChoice choice(Field choice) {
        return choice.isText() ? mode(choice) : named(choice);
    }

    private static ToolChoice mode(Field choice) {
        return switch (choice.text()) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required", "any" -> new ToolChoice.Required();
            default -> throw choice.wrong("auto, none, required or an object naming a tool");
        };
    }

    private static ToolChoice named(Field choice) {
        Field type = choice.member("type");
        if (type == null) {
            return new ToolChoice.Named(choice.requiredString("name"), false);
        }
        return switch (type.text()) {
            case "function" -> new ToolChoice.Named(holder(choice, "function").requiredString("name"), false);
            case "custom" -> new ToolChoice.Named(holder(choice, "custom").requiredString("name"), true);
            case "allowed_tools" -> allowed(choice.required("allowed_tools"));
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "any", "required" -> new ToolChoice.Required();
            default -> throw type.wrong("function, custom or allowed_tools");
        };
    }

    /** What names the tool; clients of the Responses format leave the wrapping out. */
    private static Field holder(Field choice, String kind) {
        Field wrapped = choice.member(kind);
        boolean flat = wrapped == null && choice.member("name") != null;
        return flat ? choice : choice.required(kind);
    }

    private static ToolChoice allowed(Field allowed) {
        List<String> names = new ArrayList<>();
        for (Field tool : allowed.required("tools").items()) {
            Field holder = holder(tool, tool.member("custom") == null ? "function" : "custom");
            names.add(holder.requiredString("name"));
        }
        return new ToolChoice.Allowed(names, "required".equals(allowed.string("mode")));
    }
}
