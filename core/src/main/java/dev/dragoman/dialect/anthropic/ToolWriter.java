package dev.dragoman.dialect.anthropic;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools}, and the servers of remote tools, which stand apart. */
final class ToolWriter {

    private static final Set<String> SETTINGS =
            Set.of("defer_loading", "allowed_callers", "input_examples", "eager_input_streaming");
    private static final JsonObject NO_PARAMETERS = JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.EMPTY)
            .build();

    private final JsonWriter out = new JsonWriter(1024).beginArray();
    private final List<JsonValue> servers = new ArrayList<>();
    private final ClaudeModel model;
    private final Notes notes;
    private int count;

    ToolWriter(ClaudeModel model, Notes notes) {
        this.model = model;
        this.notes = notes;
    }

    /** Whether nothing was written. */
    boolean isEmpty() {
        return count == 0;
    }

    /** The list of tools. Nothing may be written afterwards. */
    Slice finish() {
        return out.endArray().toSlice();
    }

    /** Remote servers that were given as tools. */
    List<JsonValue> servers() {
        return servers;
    }

    void write(Tool tool) {
        switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.WebSearch search -> object(webSearch(search));
            case Tool.Opaque opaque -> opaque(opaque);
            case Tool.Custom custom -> notes.unsupported("tools[*].custom");
        }
    }

    /** Writes a function by its schema alone. */
    void function(String name, @Nullable String description, JsonObject schema) {
        function(new Tool.Function(name, description, schema, null, null, JsonObject.EMPTY));
    }

    private void function(Tool.Function tool) {
        count++;
        out.beginObject().member("name", tool.name()).member("type", "custom");
        out.memberIfPresent("description", tool.description());
        boolean strict = Boolean.TRUE.equals(tool.strict()) && model.bindsToSchema();
        JsonObject schema = inputSchema(tool.parameters());
        out.member("input_schema", strict ? Schemas.strict(schema) : schema);
        strict(tool.strict());
        settings(tool.extras());
        out.memberIfPresent(CacheMarks.MEMBER, CacheMarks.write(tool.cache())).endObject();
    }

    private void strict(@Nullable Boolean strict) {
        if (strict != null && model.bindsToSchema()) {
            out.member("strict", strict.booleanValue());
        } else if (Boolean.TRUE.equals(strict)) {
            notes.unsupported("tools[*].function.strict");
        }
    }

    private void settings(JsonObject extras) {
        extras.forEach((name, value) -> {
            if (value == JsonNull.NULL) {
                return;
            }
            if (SETTINGS.contains(name)) {
                out.member(name, value);
                announce(name);
            } else {
                notes.unsupported("tools[*]." + name);
            }
        });
    }

    private void announce(String setting) {
        if (setting.equals("allowed_callers") || setting.equals("input_examples")) {
            notes.beta("advanced-tool-use-2025-11-20");
        }
    }

    private static JsonObject inputSchema(@Nullable JsonObject parameters) {
        if (parameters == null || parameters.isEmpty()) {
            return NO_PARAMETERS;
        }
        return "object".equals(parameters.string("type"))
                ? parameters
                : parameters.with("type", new JsonString("object"));
    }

    private static JsonObject webSearch(Tool.WebSearch search) {
        return JsonObject.builder()
                .put("type", "web_search_20250305")
                .put("name", "web_search")
                .putIfPresent("max_uses", maxUses(search.contextSize()))
                .putIfPresent("user_location", location(search.userLocation()))
                .build();
    }

    private static @Nullable Long maxUses(@Nullable String contextSize) {
        return switch (contextSize) {
            case "low" -> 1L;
            case "medium" -> 5L;
            case "high" -> 10L;
            case null, default -> null;
        };
    }

    private static @Nullable JsonObject location(@Nullable JsonObject location) {
        if (location == null) {
            return null;
        }
        JsonObject place = location.object("approximate");
        JsonObject.Builder written = JsonObject.builder().put("type", "approximate");
        (place == null ? location.without("type") : place).forEach((name, value) -> {
            if (value != JsonNull.NULL) {
                written.put(name, value);
            }
        });
        return written.build();
    }

    private void object(JsonObject tool) {
        count++;
        out.value(tool);
    }

    private void opaque(Tool.Opaque opaque) {
        String type = opaque.tool() instanceof JsonObject tool ? tool.string("type") : null;
        if (!(opaque.tool() instanceof JsonObject tool) || type == null) {
            notes.unsupported("tools[*]");
        } else if (type.equals("mcp") || type.equals("url")) {
            servers.add(RemoteServers.server(tool));
        } else if (opaque.dialect().equals(AnthropicDialect.NAME) || VendorTools.knows(type)) {
            VendorTools.announce(type, notes);
            object(VendorTools.flat(tool));
        } else {
            notes.unsupported("tools[*]." + type);
        }
    }
}
