package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import dev.dragoman.testkit.vendor.Sse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as the events of one streamed message. */
final class AnthropicEvents {

    private final AnthropicBlocks blocks;
    private final ChatCall call;
    private final Content content;
    private final Streaming streaming;
    private final List<byte[]> events = new ArrayList<>();

    AnthropicEvents(AnthropicBlocks blocks, ChatCall call, Content content, Streaming streaming) {
        this.blocks = blocks;
        this.call = call;
        this.content = content;
        this.streaming = streaming;
    }

    List<byte[]> events() {
        TokenUsage usage = content.usageFor(call.size());
        addStart(usage);
        List<ObjectNode> all = blocks.blocks(content);
        for (int index = 0; index < all.size(); index++) {
            addBlock(index, all.get(index));
        }
        addEnd(usage);
        return events;
    }

    static byte[] ping() {
        return Sse.event("ping", Json.object().put("type", "ping"));
    }

    private void addStart(TokenUsage usage) {
        ObjectNode message = blocks.message(call.model());
        message.putArray("content");
        message.putNull("stop_reason");
        message.putNull("stop_sequence");
        message.set(
                "usage",
                AnthropicBlocks.inputUsage(usage).put("output_tokens", 1).put("service_tier", "standard"));
        ObjectNode start = typed("message_start");
        start.set("message", message);
        add(start);
    }

    private void addBlock(int index, ObjectNode block) {
        ObjectNode start = typed("content_block_start").put("index", index);
        start.set("content_block", opening(block));
        add(start);
        if (index == 0) {
            events.add(ping());
        }
        switch (block.path("type").asString("")) {
            case "text" -> addText(index, block);
            case "thinking" -> addThinking(index, block);
            case "tool_use" -> addDeltas(index, "input_json_delta", "partial_json", input(block));
            default -> {
                // A redacted block is whole in its opening event.
            }
        }
        add(typed("content_block_stop").put("index", index));
    }

    private static ObjectNode opening(ObjectNode block) {
        ObjectNode opening = block.deepCopy();
        switch (block.path("type").asString("")) {
            case "text" -> opening.put("text", "").remove("citations");
            case "thinking" -> opening.put("thinking", "").put("signature", "");
            case "tool_use" -> opening.putObject("input");
            default -> {
                // A redacted block is whole in its opening event.
            }
        }
        return opening;
    }

    private void addText(int index, ObjectNode block) {
        for (JsonNode citation : block.path("citations")) {
            ObjectNode delta = typed("citations_delta");
            delta.set("citation", citation);
            addDelta(index, delta);
        }
        addDeltas(index, "text_delta", "text", block.path("text").stringValue());
    }

    private void addThinking(int index, ObjectNode block) {
        addDeltas(index, "thinking_delta", "thinking", block.path("thinking").stringValue());
        String signature = block.path("signature").stringValue();
        addDelta(index, typed("signature_delta").put("signature", signature));
    }

    private static String input(ObjectNode block) {
        return block.path("input").isEmpty() ? "" : Json.text(block.path("input"));
    }

    private void addDeltas(int index, String type, String field, String text) {
        if (type.equals("input_json_delta")) {
            addDelta(index, typed(type).put(field, ""));
        }
        for (String piece : Pieces.of(text, streaming.pieceLength())) {
            addDelta(index, typed(type).put(field, piece));
        }
    }

    private void addDelta(int index, ObjectNode delta) {
        ObjectNode event = typed("content_block_delta").put("index", index);
        event.set("delta", delta);
        add(event);
    }

    private void addEnd(TokenUsage usage) {
        ObjectNode end = typed("message_delta");
        AnthropicBlocks.putStop(end.putObject("delta"), content, call.body().path("stop_sequences"));
        end.set("usage", AnthropicBlocks.usage(usage).without("service_tier").without("cache_creation"));
        add(end);
        add(typed("message_stop"));
    }

    private static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }

    private void add(ObjectNode event) {
        events.add(Sse.event(event.path("type").stringValue(), event));
    }
}
