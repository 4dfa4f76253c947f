package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as the blocks and counters of an Anthropic message. */
final class AnthropicBlocks {

    private final AtomicLong numbers = new AtomicLong();

    String nextId(String prefix) {
        return prefix + String.format(Locale.ROOT, "%012d", numbers.incrementAndGet());
    }

    /** The message without its content and usage. */
    ObjectNode message(String model) {
        ObjectNode message = Json.object();
        message.put("id", nextId("msg_"));
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", model);
        return message;
    }

    List<ObjectNode> blocks(Content content) {
        List<ObjectNode> blocks = new ArrayList<>();
        for (Part part : content.parts()) {
            switch (part) {
                case Part.Text(String text) -> blocks.add(text(text));
                case Part.Thinking thinking -> blocks.add(thinking(thinking));
                case Part.RedactedThinking(String data) ->
                    blocks.add(Json.object().put("type", "redacted_thinking").put("data", data));
                case Part.ToolCall call -> blocks.add(toolUse(call));
                case Part.Citation citation -> cite(blocks, citation);
                case Part.Refusal ignored -> {}
                case Part.Image ignored -> throw unsupported(part);
                case Part.Audio ignored -> throw unsupported(part);
            }
        }
        return blocks;
    }

    static void putStop(ObjectNode target, Content content, JsonNode stopSequences) {
        target.put("stop_reason", stopReason(content.stop()));
        boolean sequence = content.stop() == Stop.STOP_SEQUENCE && !stopSequences.isEmpty();
        target.put("stop_sequence", sequence ? stopSequences.get(0).asString("") : null);
        for (Part.Refusal refusal : content.parts(Part.Refusal.class)) {
            target.putObject("stop_details")
                    .put("type", "refusal")
                    .putNull("category")
                    .put("explanation", refusal.text());
        }
    }

    static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = inputUsage(usage);
        node.put("output_tokens", usage.output());
        if (usage.reasoning() > 0) {
            node.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        }
        node.put("service_tier", "standard");
        return node;
    }

    static ObjectNode inputUsage(TokenUsage usage) {
        ObjectNode node = Json.object();
        node.put("input_tokens", usage.input() - usage.cacheRead() - usage.cacheWritten());
        node.put("cache_creation_input_tokens", usage.cacheWritten());
        node.put("cache_read_input_tokens", usage.cacheRead());
        node.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", usage.cacheWritten())
                .put("ephemeral_1h_input_tokens", 0);
        return node;
    }

    private static String stopReason(Stop stop) {
        return switch (stop) {
            case END -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALL -> "tool_use";
            case STOP_SEQUENCE -> "stop_sequence";
            case CONTENT_FILTER, REFUSAL -> "refusal";
            case PAUSE -> "pause_turn";
            case CONTEXT_FULL -> "model_context_window_exceeded";
        };
    }

    private static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    private static ObjectNode thinking(Part.Thinking thinking) {
        String signature = thinking.signature();
        return Json.object()
                .put("type", "thinking")
                .put("thinking", thinking.text())
                .put("signature", signature == null ? "" : signature);
    }

    private ObjectNode toolUse(Part.ToolCall call) {
        String id = call.id();
        ObjectNode block = Json.object();
        block.put("type", "tool_use");
        block.put("id", id == null ? nextId("toolu_") : id);
        block.put("name", call.name());
        block.set("input", call.arguments().isBlank() ? Json.object() : Json.read(call.arguments()));
        return block;
    }

    private static void cite(List<ObjectNode> blocks, Part.Citation citation) {
        if (blocks.isEmpty() || !blocks.getLast().path("type").asString("").equals("text")) {
            throw new IllegalArgumentException("citation of " + citation.url() + " (expected: a text before it)");
        }
        ArrayNode citations = blocks.getLast().withArrayProperty("citations");
        citations.add(Json.object()
                .put("type", "web_search_result_location")
                .put("url", citation.url())
                .put("title", citation.title())
                .put("encrypted_index", "EncryptedIndex==")
                .put("cited_text", citation.cited()));
    }

    private static IllegalArgumentException unsupported(Part part) {
        return new IllegalArgumentException(
                "answer part: " + part.getClass().getSimpleName() + " (expected: one that Anthropic can send)");
    }
}
