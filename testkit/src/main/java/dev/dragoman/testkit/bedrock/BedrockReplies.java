package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as Converse answers, whole or as events. */
final class BedrockReplies {

    private final AtomicLong numbers = new AtomicLong();

    /** An event of a stream. */
    record Event(String name, ObjectNode payload) {}

    ObjectNode whole(ChatCall call, Content content) {
        ObjectNode reply = Json.object();
        ObjectNode message = reply.putObject("output").putObject("message").put("role", "assistant");
        ArrayNode blocks = message.putArray("content");
        content.parts().forEach(part -> block(part, blocks));
        reply.put("stopReason", stopReason(content.stop()));
        reply.set("usage", usage(content.usageFor(call.size())));
        reply.putObject("metrics").put("latencyMs", 812);
        return reply;
    }

    List<Event> events(ChatCall call, Content content, Streaming streaming) {
        List<Event> events = new ArrayList<>();
        events.add(new Event("messageStart", padded(Json.object().put("role", "assistant"))));
        int index = 0;
        for (Part part : content.parts()) {
            block(part, index++, streaming.pieceLength(), events);
        }
        events.add(new Event("messageStop", padded(Json.object().put("stopReason", stopReason(content.stop())))));
        ObjectNode metadata = padded(Json.object());
        metadata.set("usage", usage(content.usageFor(call.size())));
        metadata.putObject("metrics").put("latencyMs", 512);
        events.add(new Event("metadata", metadata));
        return events;
    }

    private void block(Part part, ArrayNode into) {
        switch (part) {
            case Part.Text(String text) -> into.addObject().put("text", text);
            case Part.Refusal(String text) -> into.addObject().put("text", text);
            case Part.Thinking thinking -> {
                ObjectNode text = into.addObject().putObject("reasoningContent").putObject("reasoningText");
                text.put("text", thinking.text());
                if (thinking.signature() != null) {
                    text.put("signature", thinking.signature());
                }
            }
            case Part.RedactedThinking(String data) ->
                into.addObject().putObject("reasoningContent").put("redactedContent", data);
            case Part.ToolCall call -> {
                ObjectNode use = into.addObject().putObject("toolUse");
                use.put("toolUseId", id(call)).put("name", call.name());
                use.set("input", call.arguments().isBlank() ? Json.object() : Json.read(call.arguments()));
            }
            case Part.Citation citation -> {
                ObjectNode cited = into.addObject().putObject("citationsContent");
                cited.putArray("content").addObject().put("text", citation.cited());
                cited.putArray("citations").add(citation(citation));
            }
            case Part.Image ignored -> {}
            case Part.Audio ignored -> {}
        }
    }

    private void block(Part part, int index, int length, List<Event> into) {
        switch (part) {
            case Part.Text(String text) -> text(text, index, length, into);
            case Part.Refusal(String text) -> text(text, index, length, into);
            case Part.Thinking thinking -> thinking(thinking, index, length, into);
            case Part.RedactedThinking(String data) -> {
                ObjectNode delta = Json.object();
                delta.putObject("reasoningContent").put("redactedContent", data);
                into.add(delta(index, delta));
            }
            case Part.ToolCall call -> call(call, index, length, into);
            case Part.Citation citation -> {
                text(citation.cited(), index, length, into);
                ObjectNode delta = Json.object();
                delta.set("citation", citation(citation));
                into.add(delta(index, delta));
            }
            case Part.Image ignored -> {}
            case Part.Audio ignored -> {}
        }
        into.add(new Event("contentBlockStop", padded(Json.object().put("contentBlockIndex", index))));
    }

    private static void text(String text, int index, int length, List<Event> into) {
        Pieces.of(text, length)
                .forEach(piece -> into.add(delta(index, Json.object().put("text", piece))));
    }

    private static void thinking(Part.Thinking thinking, int index, int length, List<Event> into) {
        for (String piece : Pieces.of(thinking.text(), length)) {
            ObjectNode delta = Json.object();
            delta.putObject("reasoningContent").put("text", piece);
            into.add(delta(index, delta));
        }
        if (thinking.signature() != null) {
            ObjectNode delta = Json.object();
            delta.putObject("reasoningContent").put("signature", thinking.signature());
            into.add(delta(index, delta));
        }
    }

    private void call(Part.ToolCall call, int index, int length, List<Event> into) {
        ObjectNode start = padded(Json.object().put("contentBlockIndex", index));
        start.putObject("start").putObject("toolUse").put("toolUseId", id(call)).put("name", call.name());
        into.add(new Event("contentBlockStart", start));
        for (String piece : Pieces.of(call.arguments(), length)) {
            ObjectNode delta = Json.object();
            delta.putObject("toolUse").put("input", piece);
            into.add(delta(index, delta));
        }
    }

    private static Event delta(int index, ObjectNode delta) {
        ObjectNode event = padded(Json.object().put("contentBlockIndex", index));
        event.set("delta", delta);
        return new Event("contentBlockDelta", event);
    }

    /** The service pads its events, so that their sizes tell nothing. */
    private static ObjectNode padded(ObjectNode event) {
        return event.put("p", "abcdefg");
    }

    private String id(Part.ToolCall call) {
        return call.id() == null ? "tooluse_" + numbers.incrementAndGet() : call.id();
    }

    private static ObjectNode citation(Part.Citation citation) {
        ObjectNode node = Json.object().put("title", citation.title());
        node.putObject("location").putObject("web").put("url", citation.url());
        return node;
    }

    private static String stopReason(Stop stop) {
        return switch (stop) {
            case END, PAUSE, REFUSAL -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case CONTEXT_FULL -> "model_context_window_exceeded";
            case TOOL_CALL -> "tool_use";
            case CONTENT_FILTER -> "content_filtered";
        };
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object();
        node.put("inputTokens", usage.input() - usage.cacheRead() - usage.cacheWritten());
        node.put("outputTokens", usage.output());
        node.put("totalTokens", usage.total());
        node.put("cacheReadInputTokens", usage.cacheRead());
        return node.put("cacheWriteInputTokens", usage.cacheWritten());
    }
}
