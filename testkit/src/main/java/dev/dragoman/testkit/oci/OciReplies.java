package dev.dragoman.testkit.oci;

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

/** Writes content in the formats GENERIC and COHERE, whole or in pieces. */
final class OciReplies {

    private final AtomicLong numbers = new AtomicLong();

    static boolean isCohere(ChatCall call) {
        return call.body().path("chatRequest").path("apiFormat").asString("").equals("COHERE");
    }

    private static boolean isSecond(ChatCall call) {
        return call.body().path("chatRequest").path("apiFormat").asString("").equals("COHEREV2");
    }

    ObjectNode whole(ChatCall call, Content content) {
        ObjectNode reply = Json.object().put("modelId", call.model()).put("modelVersion", "1.0.0");
        ObjectNode response = reply.putObject("chatResponse");
        if (isSecond(call)) {
            response.put("apiFormat", "COHEREV2").put("id", "c14c80c3-18eb-4519-9460-6c92edd8cfb4");
            response.set("message", second(content));
            response.put("finishReason", secondReason(content.stop()));
        } else if (isCohere(call)) {
            response.put("apiFormat", "COHERE").put("text", content.text());
            cohereCalls(response, content);
            response.put("finishReason", cohereReason(content.stop()));
        } else {
            response.put("apiFormat", "GENERIC").put("timeCreated", "2026-01-01T00:00:00.000Z");
            ObjectNode choice = response.putArray("choices").addObject().put("index", 0);
            choice.set("message", message(content));
            choice.put("finishReason", reason(content.stop()));
        }
        response.set("usage", usage(content.usageFor(call.size())));
        return reply;
    }

    List<ObjectNode> pieces(ChatCall call, Content content, Streaming streaming) {
        List<ObjectNode> pieces = isSecond(call)
                ? second(content, streaming)
                : isCohere(call) ? cohere(content, streaming) : generic(content, streaming);
        boolean told = streaming.usage() == null || streaming.usage();
        if (told) {
            pieces.getLast().set("usage", usage(content.usageFor(call.size())));
        }
        return pieces;
    }

    private List<ObjectNode> cohere(Content content, Streaming streaming) {
        List<ObjectNode> pieces = new ArrayList<>();
        for (String text : Pieces.of(content.text(), streaming.pieceLength())) {
            pieces.add(
                    Json.object().put("apiFormat", "COHERE").put("text", text).put("pad", "aaa"));
        }
        ObjectNode last = Json.object().put("apiFormat", "COHERE").put("text", content.text());
        cohereCalls(last, content);
        last.putArray("chatHistory");
        pieces.add(last.put("finishReason", cohereReason(content.stop())));
        return pieces;
    }

    private List<ObjectNode> second(Content content, Streaming streaming) {
        List<ObjectNode> pieces = new ArrayList<>();
        for (Part.Thinking thinking : content.parts(Part.Thinking.class)) {
            Pieces.of(thinking.text(), streaming.pieceLength())
                    .forEach(text -> pieces.add(secondPiece("THINKING", text)));
        }
        Pieces.of(content.text(), streaming.pieceLength()).forEach(text -> pieces.add(secondPiece("TEXT", text)));
        ObjectNode last = Json.object().put("apiFormat", "COHEREV2");
        last.set("message", second(content));
        pieces.add(last.put("finishReason", secondReason(content.stop())));
        return pieces;
    }

    private static ObjectNode secondPiece(String type, String text) {
        ObjectNode piece = Json.object().put("apiFormat", "COHEREV2");
        ObjectNode message = piece.putObject("message").put("role", "ASSISTANT");
        message.putArray("content").add(secondPart(type, text));
        return piece.put("pad", "aaa");
    }

    private static ObjectNode secondPart(String type, String text) {
        return Json.object().put("type", type).put(type.equals("TEXT") ? "text" : "thinking", text);
    }

    private ObjectNode second(Content content) {
        ObjectNode message = Json.object().put("role", "ASSISTANT");
        ArrayNode parts = message.putArray("content");
        content.parts(Part.Thinking.class).forEach(thinking -> parts.add(secondPart("THINKING", thinking.text())));
        if (!content.text().isEmpty()) {
            parts.add(secondPart("TEXT", content.text()));
        }
        ArrayNode calls = Json.array();
        for (Part.ToolCall call : content.parts(Part.ToolCall.class)) {
            ObjectNode told = calls.addObject()
                    .put("id", call.id() == null ? "call_" + numbers.incrementAndGet() : call.id())
                    .put("type", "FUNCTION");
            told.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
        if (!calls.isEmpty()) {
            message.set("toolCalls", calls);
        }
        return message;
    }

    private static String secondReason(Stop stop) {
        return switch (stop) {
            case END, REFUSAL, PAUSE, CONTENT_FILTER -> "COMPLETE";
            case STOP_SEQUENCE -> "STOP_SEQUENCE";
            case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
            case TOOL_CALL -> "TOOL_CALL";
        };
    }

    private List<ObjectNode> generic(Content content, Streaming streaming) {
        List<ObjectNode> pieces = new ArrayList<>();
        for (Part part : content.parts()) {
            if (part instanceof Part.ToolCall call) {
                calls(call, streaming, pieces);
            } else if (part instanceof Part.Thinking thinking) {
                for (String text : Pieces.of(thinking.text(), streaming.pieceLength())) {
                    pieces.add(piece(message("").put("reasoningContent", text)));
                }
            } else if (part instanceof Part.Text(String told)) {
                Pieces.of(told, streaming.pieceLength()).forEach(text -> pieces.add(piece(message(text))));
            }
        }
        pieces.add(piece(message("")).put("finishReason", reason(content.stop())));
        return pieces;
    }

    /** The first piece of a call names it, the others go on with its arguments. */
    private void calls(Part.ToolCall call, Streaming streaming, List<ObjectNode> into) {
        ObjectNode begin = message("");
        begin.putArray("toolCalls").add(call(call).put("arguments", ""));
        into.add(piece(begin));
        for (String text : Pieces.of(call.arguments(), streaming.pieceLength())) {
            ObjectNode more = message("");
            more.putArray("toolCalls").addObject().put("type", "FUNCTION").put("arguments", text);
            into.add(piece(more));
        }
    }

    private static ObjectNode piece(ObjectNode message) {
        ObjectNode piece = Json.object().put("index", 0);
        piece.set("message", message);
        return piece.put("pad", "aaaaaa");
    }

    private ObjectNode message(Content content) {
        ObjectNode message = message(content.text());
        content.parts(Part.Thinking.class).forEach(thinking -> message.put("reasoningContent", thinking.text()));
        ArrayNode calls = Json.array();
        content.parts(Part.ToolCall.class).forEach(call -> calls.add(call(call)));
        if (!calls.isEmpty()) {
            message.set("toolCalls", calls);
        }
        return message;
    }

    private static ObjectNode message(String text) {
        ObjectNode message = Json.object().put("role", "ASSISTANT");
        ArrayNode content = message.putArray("content");
        if (!text.isEmpty()) {
            content.addObject().put("type", "TEXT").put("text", text);
        }
        return message;
    }

    private ObjectNode call(Part.ToolCall call) {
        String id = call.id() == null ? "call_" + numbers.incrementAndGet() : call.id();
        return Json.object()
                .put("id", id)
                .put("type", "FUNCTION")
                .put("name", call.name())
                .put("arguments", call.arguments());
    }

    private static void cohereCalls(ObjectNode into, Content content) {
        ArrayNode calls = Json.array();
        for (Part.ToolCall call : content.parts(Part.ToolCall.class)) {
            ObjectNode told = calls.addObject().put("name", call.name());
            told.set("parameters", Json.read(call.arguments()));
        }
        if (!calls.isEmpty()) {
            into.set("toolCalls", calls);
        }
    }

    private static String reason(Stop stop) {
        return switch (stop) {
            case END, STOP_SEQUENCE, REFUSAL, PAUSE -> "stop";
            case LENGTH, CONTEXT_FULL -> "length";
            case TOOL_CALL -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    private static String cohereReason(Stop stop) {
        return switch (stop) {
            case END, STOP_SEQUENCE, REFUSAL, PAUSE, TOOL_CALL -> "COMPLETE";
            case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
            case CONTENT_FILTER -> "ERROR_TOXIC";
        };
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object()
                .put("promptTokens", usage.input())
                .put("completionTokens", usage.output())
                .put("totalTokens", usage.total());
        node.putObject("promptTokensDetails").put("cachedTokens", usage.cacheRead());
        node.putObject("completionTokensDetails").put("reasoningTokens", usage.reasoning());
        return node;
    }
}
