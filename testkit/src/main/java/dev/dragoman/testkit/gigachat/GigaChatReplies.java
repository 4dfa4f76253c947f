package dev.dragoman.testkit.gigachat;

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
import tools.jackson.databind.node.ObjectNode;

/** Writes content as GigaChat answers; of several calls of functions only the first is made. */
final class GigaChatReplies {

    private static final long CREATED = 1_767_225_600L;

    private final AtomicLong numbers = new AtomicLong();

    ObjectNode whole(ChatCall call, Content content) {
        ObjectNode reply = frame(call, "chat.completion");
        ObjectNode choice = reply.putArray("choices").addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", content.text());
        calls(content, message);
        choice.put("finish_reason", reason(content.stop()));
        reply.set("usage", usage(content.usageFor(call.size())));
        return reply;
    }

    List<ObjectNode> chunks(ChatCall call, Content content, Streaming streaming) {
        List<ObjectNode> chunks = new ArrayList<>();
        for (String piece : Pieces.of(content.text(), streaming.pieceLength())) {
            chunks.add(chunk(call, Json.object().put("role", "assistant").put("content", piece)));
        }
        ObjectNode called = Json.object().put("role", "assistant").put("content", "");
        calls(content, called);
        if (called.has("function_call")) {
            chunks.add(chunk(call, called));
        }
        ObjectNode last = chunk(call, Json.object().put("content", ""));
        ((ObjectNode) last.path("choices").path(0)).put("finish_reason", reason(content.stop()));
        last.set("usage", usage(content.usageFor(call.size())));
        chunks.add(last);
        return chunks;
    }

    private static ObjectNode frame(ChatCall call, String object) {
        return Json.object().put("object", object).put("created", CREATED).put("model", call.model() + ":2.0.0");
    }

    private static ObjectNode chunk(ChatCall call, ObjectNode delta) {
        ObjectNode chunk = frame(call, "chat.completion");
        chunk.putArray("choices").addObject().put("index", 0).set("delta", delta);
        return chunk;
    }

    private void calls(Content content, ObjectNode message) {
        List<Part.ToolCall> calls = content.parts(Part.ToolCall.class);
        if (!calls.isEmpty()) {
            ObjectNode called = message.putObject("function_call")
                    .put("name", calls.getFirst().name());
            called.set("arguments", Json.read(calls.getFirst().arguments()));
            message.put("functions_state_id", "state-" + numbers.incrementAndGet());
        }
    }

    private static String reason(Stop stop) {
        return switch (stop) {
            case END, STOP_SEQUENCE, REFUSAL, PAUSE -> "stop";
            case LENGTH, CONTEXT_FULL -> "length";
            case TOOL_CALL -> "function_call";
            case CONTENT_FILTER -> "blacklist";
        };
    }

    private static ObjectNode usage(TokenUsage usage) {
        return Json.object()
                .put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total())
                .put("precached_prompt_tokens", usage.cacheRead());
    }
}
