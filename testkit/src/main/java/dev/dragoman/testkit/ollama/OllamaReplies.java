package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as Ollama answers, whole or in lines. Calls without an id get none, as older servers do. */
final class OllamaReplies {

    private final InstantSource clock;

    OllamaReplies(InstantSource clock) {
        this.clock = clock;
    }

    ObjectNode whole(ChatCall call, Content content) {
        ObjectNode reply = begun(call.model());
        ObjectNode message = message(reply, "");
        StringBuilder thinking = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (Part part : content.parts()) {
            thinking.append(part instanceof Part.Thinking thought ? thought.text() : "");
            text.append(text(part));
            if (part instanceof Part.ToolCall asked) {
                message.withArray("tool_calls").add(call(asked));
            }
        }
        message.put("content", text.toString());
        if (!thinking.isEmpty()) {
            message.put("thinking", thinking.toString());
        }
        if (wantsLogprobs(call) && !text.isEmpty()) {
            reply.putArray("logprobs").add(logprob(text.toString()));
        }
        return finished(reply, call, content);
    }

    List<ObjectNode> lines(ChatCall call, Content content, Streaming streaming) {
        List<ObjectNode> lines = new ArrayList<>();
        for (Part part : content.parts()) {
            if (part instanceof Part.Thinking thought) {
                Pieces.of(thought.text(), streaming.pieceLength())
                        .forEach(piece -> message(line(call, lines), "").put("thinking", piece));
            } else if (part instanceof Part.ToolCall asked) {
                message(line(call, lines), "").putArray("tool_calls").add(call(asked));
            } else {
                Pieces.of(text(part), streaming.pieceLength()).forEach(piece -> text(call, piece, lines));
            }
        }
        ObjectNode last = begun(call.model());
        message(last, "");
        lines.add(finished(last, call, content));
        return lines;
    }

    /** A line that says nothing. */
    ObjectNode nothing(ChatCall call) {
        ObjectNode line = begun(call.model());
        message(line, "");
        return line.put("done", false);
    }

    /** The answer to a request without messages, which only loads the model. */
    ObjectNode loaded(String model) {
        ObjectNode reply = begun(model);
        message(reply, "");
        return reply.put("done", true).put("done_reason", "load");
    }

    private void text(ChatCall call, String piece, List<ObjectNode> lines) {
        ObjectNode line = line(call, lines);
        message(line, piece);
        if (wantsLogprobs(call)) {
            line.putArray("logprobs").add(logprob(piece));
        }
    }

    private ObjectNode line(ChatCall call, List<ObjectNode> lines) {
        ObjectNode line = begun(call.model());
        lines.add(line);
        return line.put("done", false);
    }

    private ObjectNode begun(String model) {
        return Json.object()
                .put("model", model)
                .put("created_at", clock.instant().toString());
    }

    private static ObjectNode message(ObjectNode line, String content) {
        return line.putObject("message").put("role", "assistant").put("content", content);
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text;
            case Part.Refusal(String text) -> text;
            default -> "";
        };
    }

    private static ObjectNode call(Part.ToolCall call) {
        ObjectNode node = Json.object();
        if (call.id() != null) {
            node.put("id", call.id());
        }
        JsonNode arguments = call.arguments().isBlank() ? Json.object() : Json.read(call.arguments());
        node.putObject("function").put("name", call.name()).set("arguments", arguments);
        return node;
    }

    private static boolean wantsLogprobs(ChatCall call) {
        return call.body().path("logprobs").asBoolean(false);
    }

    private static ObjectNode logprob(String token) {
        return Json.object().put("token", token).put("logprob", -0.25);
    }

    private static ObjectNode finished(ObjectNode reply, ChatCall call, Content content) {
        TokenUsage usage = content.usageFor(call.size());
        reply.put("done", true).put("done_reason", reason(content.stop()));
        reply.put("total_duration", 4_883_583_458L).put("load_duration", 1_334_875L);
        reply.put("prompt_eval_count", usage.input()).put("prompt_eval_duration", 342_546_000L);
        return reply.put("eval_count", usage.output()).put("eval_duration", 4_535_599_000L);
    }

    private static String reason(Stop stop) {
        return switch (stop) {
            case LENGTH, CONTEXT_FULL -> "length";
            case END, STOP_SEQUENCE, TOOL_CALL, CONTENT_FILTER, REFUSAL, PAUSE -> "stop";
        };
    }
}
