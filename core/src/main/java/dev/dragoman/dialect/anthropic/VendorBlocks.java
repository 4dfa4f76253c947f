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
    private static final String SEARCHES = "web_search_results";
    private static final String RESULTS = "tool_results";
    private static final String COMPACTIONS = "compaction_blocks";

    private VendorBlocks() {}

    /** The name of the list that shows the block to clients of other formats; null for none. */
    static @Nullable String list(JsonValue block) {
        String type = block instanceof JsonObject object ? object.string("type") : null;
        return switch (type) {
            case "web_search_tool_result", "web_fetch_tool_result" -> SEARCHES;
            case "compaction" -> COMPACTIONS;
            case "tool_search_tool_result", "mcp_tool_result" -> null;
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
        blocks.add(new Part.Opaque(AnthropicDialect.NAME, block));
        addResult(blocks, call.id(), fields.array(SEARCHES));
        addResult(blocks, call.id(), fields.array(RESULTS));
        return blocks;
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

    private static boolean isCompaction(Part part) {
        return part instanceof Part.Opaque opaque
                && opaque.block() instanceof JsonObject block
                && "compaction".equals(block.string("type"));
    }
}
