package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes tools and the choice among them. */
final class ToolWriter {

    /** Settings of a function that this format knows. */
    private static final Set<String> OF_FUNCTION = Set.of("allowed_callers", "async", "defer_loading", "output_schema");

    private final JsonWriter out;
    private final Set<String> unsupported;

    ToolWriter(JsonWriter out, Set<String> unsupported) {
        this.out = out;
        this.unsupported = unsupported;
    }

    void write(ChatRequest request) {
        List<Tool> listed = request.tools().stream().filter(this::isKnown).toList();
        if (!listed.isEmpty()) {
            out.name("tools").beginArray();
            listed.forEach(this::tool);
            out.endArray();
        }
        choice(request.toolChoice(), request.tools());
        out.memberIfPresent("parallel_tool_calls", listed.isEmpty() ? null : request.parallelToolCalls());
    }

    private boolean isKnown(Tool tool) {
        boolean foreign =
                tool instanceof Tool.Opaque opaque && !opaque.dialect().equals(ResponsesDialect.NAME);
        if (foreign && tool instanceof Tool.Opaque opaque) {
            unsupported.add("tools[*]." + type(opaque.tool()));
        }
        return !foreign;
    }

    private static String type(JsonValue tool) {
        String type = tool instanceof JsonObject object ? object.string("type") : null;
        return type == null ? "type" : type;
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.Custom custom -> custom(custom);
            case Tool.WebSearch search -> search(search);
            case Tool.Opaque opaque -> out.value(opaque.tool());
        }
    }

    /** Strictness is the rule here and the exception elsewhere, so it is always said. */
    private void function(Tool.Function function) {
        out.beginObject().member("type", "function").member("name", function.name());
        out.memberIfPresent("description", function.description()).name("parameters");
        if (function.parameters() == null) {
            out.nullValue();
        } else {
            out.value(function.parameters());
        }
        out.member("strict", Boolean.TRUE.equals(function.strict()));
        function.extras().forEach((name, value) -> {
            if (OF_FUNCTION.contains(name)) {
                out.member(name, value);
            } else {
                unsupported.add("tools[*]." + name);
            }
        });
        out.endObject();
    }

    private void custom(Tool.Custom custom) {
        out.beginObject().member("type", "custom").member("name", custom.name());
        out.memberIfPresent("description", custom.description());
        JsonObject format = custom.format();
        JsonObject grammar = format == null ? null : format.object("grammar");
        out.memberIfPresent("format", grammar == null || format == null ? format : flat(format, grammar));
        out.endObject();
    }

    private static JsonObject flat(JsonObject format, JsonObject grammar) {
        return format.without("grammar").merged(grammar);
    }

    private void search(Tool.WebSearch search) {
        out.beginObject().member("type", "web_search");
        out.memberIfPresent("search_context_size", search.contextSize());
        JsonObject place = search.userLocation();
        out.memberIfPresent("user_location", place == null ? null : Searches.flat(place));
        out.endObject();
    }

    private void choice(@Nullable ToolChoice choice, List<Tool> tools) {
        switch (choice) {
            case null -> {}
            case ToolChoice.Auto auto -> out.member("tool_choice", "auto");
            case ToolChoice.None none -> out.member("tool_choice", "none");
            case ToolChoice.Required required -> out.member("tool_choice", "required");
            case ToolChoice.Named named -> {
                out.name("tool_choice");
                name(named.name(), named.custom());
            }
            case ToolChoice.Allowed allowed -> {
                out.name("tool_choice").beginObject().member("type", "allowed_tools");
                out.member("mode", allowed.required() ? "required" : "auto")
                        .name("tools")
                        .beginArray();
                allowed.names().forEach(name -> name(name, isCustom(name, tools)));
                out.endArray().endObject();
            }
        }
    }

    private static boolean isCustom(String name, List<Tool> tools) {
        return tools.stream()
                .anyMatch(tool ->
                        tool instanceof Tool.Custom custom && custom.name().equals(name));
    }

    private void name(String name, boolean custom) {
        out.beginObject()
                .member("type", custom ? "custom" : "function")
                .member("name", name)
                .endObject();
    }
}
