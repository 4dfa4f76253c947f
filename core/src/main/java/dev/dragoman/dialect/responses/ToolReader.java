package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ToolUse;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads tools and the choice among them. */
final class ToolReader {

    private static final Set<String> FUNCTION_MEMBERS = Set.of("type", "name", "description", "parameters", "strict");
    private static final Set<String> SEARCH_MEMBERS = Set.of("type", "search_context_size", "user_location");

    private ToolReader() {}

    static List<Tool> tools(Field tools) {
        List<Tool> read = new ArrayList<>();
        tools.items().forEach(tool -> read.add(tool(tool)));
        return read;
    }

    private static Tool tool(Field tool) {
        String type = tool.requiredString("type");
        return switch (type) {
            case "function" -> function(tool);
            case "custom" -> custom(tool);
            default -> ToolUse.isSearch(type) ? search(tool) : opaque(tool);
        };
    }

    private static Tool opaque(Field tool) {
        return new Tool.Opaque(ResponsesDialect.NAME, tool.object());
    }

    private static Tool function(Field tool) {
        Field parameters = tool.member("parameters");
        return new Tool.Function(
                tool.requiredString("name"),
                tool.string("description"),
                parameters == null ? null : parameters.object(),
                tool.bool("strict"),
                null,
                tool.others(FUNCTION_MEMBERS));
    }

    private static Tool custom(Field tool) {
        Field format = tool.member("format");
        return new Tool.Custom(
                tool.requiredString("name"), tool.string("description"), format == null ? null : format(format));
    }

    /** A grammar stands in an object of its own elsewhere. */
    private static JsonObject format(Field format) {
        JsonObject members = format.object();
        return "grammar".equals(members.string("type"))
                ? JsonObject.of("type", new JsonString("grammar")).with("grammar", members.without("type"))
                : members;
    }

    /** A search with settings that others have no words for stays this format's own. */
    private static Tool search(Field tool) {
        if (!tool.others(SEARCH_MEMBERS).isEmpty()) {
            return opaque(tool);
        }
        Field place = tool.member("user_location");
        return new Tool.WebSearch(tool.string("search_context_size"), place == null ? null : Searches.nested(place));
    }

    static ToolChoice choice(Field choice, List<Tool> tools) {
        return choice.isText() ? mode(choice) : chosen(choice, tools);
    }

    private static ToolChoice mode(Field choice) {
        return switch (choice.text()) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> throw choice.wrong("auto, none, required or an object naming a tool");
        };
    }

    private static ToolChoice chosen(Field choice, List<Tool> tools) {
        Field type = choice.required("type");
        return switch (type.text()) {
            case "function" -> new ToolChoice.Named(name(choice, "function"), false);
            case "custom" -> new ToolChoice.Named(name(choice, "custom"), true);
            case "allowed_tools" -> allowed(choice);
            default -> hosted(type, tools);
        };
    }

    /** The name; clients of Chat Completions wrap it. */
    private static String name(Field choice, String kind) {
        Field wrapped = choice.member(kind);
        return (wrapped == null ? choice : wrapped).requiredString("name");
    }

    private static ToolChoice allowed(Field choice) {
        List<String> names = new ArrayList<>();
        for (Field tool : choice.required("tools").items()) {
            Field type = tool.required("type");
            switch (type.text()) {
                case "function", "custom" -> names.add(tool.requiredString("name"));
                default -> throw type.wrong("function or custom, for this model's vendor");
            }
        }
        return new ToolChoice.Allowed(names, "required".equals(choice.string("mode")));
    }

    /** A search can be demanded where it is the only tool. */
    private static ToolChoice hosted(Field type, List<Tool> tools) {
        boolean only = tools.size() == 1 && tools.getFirst() instanceof Tool.WebSearch;
        if (only && ToolUse.isSearch(type.text())) {
            return new ToolChoice.Required();
        }
        throw type.wrong("function, custom or allowed_tools, for this model's vendor");
    }
}
