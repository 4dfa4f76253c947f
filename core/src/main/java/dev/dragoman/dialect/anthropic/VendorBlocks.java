package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that only Anthropic has: calls of its own tools, their results, compactions. Clients of other formats see them as
 * lists beside the message and send those back.
 */
final class VendorBlocks {

    private static final String SERVER_CALL = "srvtoolu_";
    private static final String CALLS = "server_tool_calls";
    private static final String SEARCHES = "web_search_results";
    private static final String RESULTS = "tool_results";
    private static final String REMOTE_CALLS = "mcp_tool_calls";
    private static final String REMOTE_RESULTS = "mcp_tool_results";
    private static final String COMPACTIONS = "compaction_blocks";

    private VendorBlocks() {}

    /** The name of the list that shows the block to clients of other formats; null for none. */
    static @Nullable String list(JsonValue block) {
        String type = block instanceof JsonObject object ? object.string("type") : null;
        return switch (type) {
            case "server_tool_use" -> CALLS;
            case "web_search_tool_result", "web_fetch_tool_result" -> SEARCHES;
            case "mcp_tool_use" -> REMOTE_CALLS;
            case "mcp_tool_result" -> REMOTE_RESULTS;
            case "compaction" -> COMPACTIONS;
            case null -> null;
            default -> type.endsWith("_tool_result") ? RESULTS : null;
        };
    }

    /** The members beside an assistant's message, wherever its dialect keeps them. */
    static JsonObject fields(JsonObject extras) {
        JsonObject nested = extras.object("provider_specific_fields");
        return nested == null ? extras : extras.merged(nested);
    }

    /** The compactions that must stand at the start of the turn, unless they stand among its parts already. */
    static List<Part> compactions(JsonObject fields, List<Part> parts) {
        JsonArray blocks = fields.array(COMPACTIONS);
        if (blocks == null || parts.stream().anyMatch(VendorBlocks::isCompaction)) {
            return List.of();
        }
        return blocks.items().stream()
                .<Part>map(block -> new Part.Opaque(AnthropicDialect.NAME, block))
                .toList();
    }

    /** The calls of the vendor's tools and their results, unless they stand among the parts already. */
    static List<Part> calls(JsonObject fields, List<Part> parts) {
        boolean there = parts.stream()
                .anyMatch(part -> isOwn(part) || part instanceof Part.ToolCall call && isServerCall(call));
        List<Part> blocks = new ArrayList<>();
        if (!there) {
            addCalls(blocks, fields.array(CALLS), fields);
            addCalls(blocks, fields.array(REMOTE_CALLS), fields);
        }
        return blocks;
    }

    /** Whether Anthropic itself ran the tool. */
    static boolean isServerCall(Part.ToolCall call) {
        return call.id().startsWith(SERVER_CALL);
    }

    /** The call of a tool that Anthropic ran, and its result. */
    static List<Part> serverCall(Part.ToolCall call, JsonObject fields) {
        JsonWriter input = new JsonWriter(call.arguments().length() + 16);
        ToolInput.write(input, call.arguments());
        JsonObject block = JsonObject.builder()
                .put("type", "server_tool_use")
                .put("id", call.id())
                .put("name", call.name())
                .put("input", Json.parse(input.toSlice()))
                .build();
        List<Part> blocks = new ArrayList<>();
        addCall(blocks, block, fields);
        return blocks;
    }

    private static void addCalls(List<Part> blocks, @Nullable JsonArray calls, JsonObject fields) {
        if (calls != null) {
            calls.forEach(call -> addCall(blocks, call, fields));
        }
    }

    private static void addCall(List<Part> blocks, JsonValue call, JsonObject fields) {
        String id = call instanceof JsonObject object ? object.string("id") : null;
        if (id != null) {
            blocks.add(new Part.Opaque(AnthropicDialect.NAME, call));
            addResult(blocks, id, fields.array(SEARCHES));
            addResult(blocks, id, fields.array(RESULTS));
            addResult(blocks, id, fields.array(REMOTE_RESULTS));
        }
    }

    private static void addResult(List<Part> blocks, String id, @Nullable JsonArray results) {
        if (results == null) {
            return;
        }
        for (JsonValue result : results) {
            if (result instanceof JsonObject object && id.equals(object.string("tool_use_id"))) {
                blocks.add(new Part.Opaque(AnthropicDialect.NAME, result));
            }
        }
    }

    private static boolean isOwn(Part part) {
        return part instanceof Part.Opaque opaque && opaque.dialect().equals(AnthropicDialect.NAME);
    }

    private static boolean isCompaction(Part part) {
        return part instanceof Part.Opaque opaque
                && opaque.block() instanceof JsonObject block
                && "compaction".equals(block.string("type"));
    }
}
