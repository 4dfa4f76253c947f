package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as Cohere answers, whole or as events. */
final class CohereReplies {

    private final AtomicLong numbers = new AtomicLong();

    ObjectNode whole(ChatCall call, Content content) {
        ObjectNode reply = Json.object().put("id", id());
        reply.put("finish_reason", reason(content.stop()));
        ObjectNode message = reply.putObject("message").put("role", "assistant");
        for (Part part : content.parts()) {
            part(part, message);
        }
        reply.set("usage", usage(content.usageFor(call.size())));
        if (call.body().path("logprobs").asBoolean(false) && !content.text().isEmpty()) {
            ArrayNode logprobs = reply.putArray("logprobs");
            logprobs.add(CohereEvents.logprobs(content.text(), 1));
        }
        return reply;
    }

    List<ObjectNode> events(ChatCall call, Content content, Streaming streaming) {
        boolean logprobs = call.body().path("logprobs").asBoolean(false);
        CohereEvents events = new CohereEvents(streaming.pieceLength(), logprobs);
        String id = id();
        events.start(id);
        for (Part part : content.parts()) {
            switch (part) {
                case Part.Text(String text) -> events.content("text", text);
                case Part.Refusal(String text) -> events.content("text", text);
                case Part.Thinking thinking -> events.content("thinking", thinking.text());
                case Part.ToolCall asked -> events.call(call(asked));
                case Part.Citation citation -> events.citation(citation(citation, content.text()));
                case Part.RedactedThinking ignored -> {}
                case Part.Image ignored -> {}
                case Part.Audio ignored -> {}
            }
        }
        events.end(id, reason(content.stop()), usage(content.usageFor(call.size())));
        return events.list();
    }

    private void part(Part part, ObjectNode message) {
        switch (part) {
            case Part.Text(String text) -> block(message, "text", text);
            case Part.Refusal(String text) -> block(message, "text", text);
            case Part.Thinking thinking -> block(message, "thinking", thinking.text());
            case Part.ToolCall call -> message.withArray("tool_calls").add(call(call));
            case Part.Citation citation -> message.withArray("citations").add(citation(citation, text(message)));
            case Part.RedactedThinking ignored -> {}
            case Part.Image ignored -> {}
            case Part.Audio ignored -> {}
        }
    }

    private static void block(ObjectNode message, String kind, String text) {
        message.withArray("content").addObject().put("type", kind).put(kind, text);
    }

    private static String text(ObjectNode message) {
        StringBuilder text = new StringBuilder();
        message.path("content").forEach(block -> text.append(block.path("text").asString("")));
        return text.toString();
    }

    private ObjectNode call(Part.ToolCall call) {
        ObjectNode node = Json.object();
        node.put("id", call.id() == null ? call.name() + "_" + numbers.incrementAndGet() : call.id());
        node.put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        return node;
    }

    private static ObjectNode citation(Part.Citation citation, String text) {
        int at = Math.max(0, text.indexOf(citation.cited()));
        int start = text.codePointCount(0, at);
        ObjectNode node = Json.object().put("start", start);
        node.put(
                "end",
                start + citation.cited().codePointCount(0, citation.cited().length()));
        node.put("text", citation.cited());
        ObjectNode source =
                node.putArray("sources").addObject().put("type", "document").put("id", "doc:0");
        source.putObject("document")
                .put("id", "doc:0")
                .put("title", citation.title())
                .put("url", citation.url());
        return node.put("type", "TEXT_CONTENT");
    }

    private String id() {
        return String.format("c14c80c3-18eb-4519-9460-%012d", numbers.incrementAndGet());
    }

    private static String reason(Stop stop) {
        return switch (stop) {
            case END, PAUSE, REFUSAL -> "COMPLETE";
            case STOP_SEQUENCE -> "STOP_SEQUENCE";
            case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
            case TOOL_CALL -> "TOOL_CALL";
            case CONTENT_FILTER -> "ERROR_TOXIC";
        };
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object();
        node.putObject("billed_units")
                .put("input_tokens", usage.input() - usage.cacheRead())
                .put("output_tokens", usage.output());
        node.putObject("tokens").put("input_tokens", usage.input()).put("output_tokens", usage.output());
        return node.put("cached_tokens", usage.cacheRead());
    }
}
