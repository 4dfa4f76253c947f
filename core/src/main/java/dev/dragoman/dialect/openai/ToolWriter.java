package dev.dragoman.dialect.openai;

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

    private final JsonWriter out;
    private final Set<String> unsupported;

    ToolWriter(JsonWriter out, Set<String> unsupported) {
        this.out = out;
        this.unsupported = unsupported;
    }

    void write(ChatRequest request) {
        List<Tool> listed = request.tools().stream().filter(this::isListed).toList();
        if (!listed.isEmpty()) {
            out.name("tools").beginArray();
            listed.forEach(this::tool);
            out.endArray();
        }
        search(request.tools());
        choice(request.toolChoice(), request.tools());
        out.memberIfPresent("parallel_tool_calls", request.parallelToolCalls());
    }

    private boolean isListed(Tool tool) {
        if (tool instanceof Tool.Opaque opaque && !opaque.dialect().equals(OpenAiDialect.NAME)) {
            unsupported.add("tools[*]." + type(opaque.tool()));
            return false;
        }
        return !(tool instanceof Tool.WebSearch);
    }

    private static String type(JsonValue tool) {
        String type = tool instanceof JsonObject object ? object.string("type") : null;
        return type == null ? "type" : type;
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.Custom custom -> {
                out.beginObject().member("type", "custom").name("custom").beginObject();
                out.member("name", custom.name()).memberIfPresent("description", custom.description());
                out.memberIfPresent("format", custom.format()).endObject().endObject();
            }
            case Tool.Opaque opaque -> out.value(opaque.tool());
            case Tool.WebSearch search -> throw new IllegalStateException("written as web_search_options");
        }
    }

    private void function(Tool.Function function) {
        out.beginObject().member("type", "function").name("function").beginObject();
        out.member("name", function.name()).memberIfPresent("description", function.description());
        out.memberIfPresent("parameters", function.parameters()).memberIfPresent("strict", function.strict());
        out.endObject();
        if (function.cache() != null) {
            out.member("cache_control", CacheMarks.write(function.cache()));
        }
        function.extras().forEach((name, value) -> unsupported.add("tools[*]." + name));
        out.endObject();
    }

    private void search(List<Tool> tools) {
        for (Tool tool : tools) {
            if (tool instanceof Tool.WebSearch search) {
                out.name("web_search_options").beginObject();
                out.memberIfPresent("search_context_size", search.contextSize());
                out.memberIfPresent("user_location", search.userLocation()).endObject();
                return;
            }
        }
    }

    private void choice(@Nullable ToolChoice choice, List<Tool> tools) {
        switch (choice) {
            case null -> {}
            case ToolChoice.Auto auto -> out.member("tool_choice", "auto");
            case ToolChoice.None none -> out.member("tool_choice", "none");
            case ToolChoice.Required required -> out.member("tool_choice", "required");
            case ToolChoice.Named named -> {
                out.name("tool_choice");
                name(named.name(), named.custom() ? "custom" : "function");
            }
            case ToolChoice.Allowed allowed -> allowed(allowed, tools);
        }
    }

    private void allowed(ToolChoice.Allowed allowed, List<Tool> tools) {
        out.name("tool_choice")
                .beginObject()
                .member("type", "allowed_tools")
                .name("allowed_tools")
                .beginObject();
        out.member("mode", allowed.required() ? "required" : "auto")
                .name("tools")
                .beginArray();
        allowed.names().forEach(name -> name(name, isCustom(name, tools) ? "custom" : "function"));
        out.endArray().endObject().endObject();
    }

    private static boolean isCustom(String name, List<Tool> tools) {
        for (Tool tool : tools) {
            if (tool instanceof Tool.Custom custom && custom.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void name(String name, String type) {
        out.beginObject().member("type", type).name(type).beginObject().member("name", name);
        out.endObject().endObject();
    }
}
