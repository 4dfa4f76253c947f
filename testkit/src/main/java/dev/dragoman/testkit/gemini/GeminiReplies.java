package dev.dragoman.testkit.gemini;

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
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as GenerateContentResponse objects. */
final class GeminiReplies {

    private final AtomicLong numbers = new AtomicLong();

    ObjectNode whole(ChatCall call, Content content) {
        ObjectNode reply = Json.object();
        if (isBlockedPrompt(content)) {
            reply.putObject("promptFeedback").put("blockReason", "SAFETY");
        } else {
            ArrayNode candidates = reply.putArray("candidates");
            for (int index = 0; index < candidates(call); index++) {
                candidates.add(candidate(parts(content), content, index));
            }
        }
        putTail(reply, call, content, nextId("resp"));
        return reply;
    }

    /** The pieces of a stream; each is a whole response with the new parts only. */
    List<ObjectNode> pieces(ChatCall call, Content content, Streaming streaming) {
        String id = nextId("resp");
        List<ObjectNode> pieces = new ArrayList<>();
        for (ObjectNode part : pieceParts(content, streaming.pieceLength())) {
            ObjectNode piece = Json.object();
            piece.putArray("candidates").add(candidate(List.of(part), null, 0));
            putTail(piece, call, content, id);
            pieces.add(piece);
        }
        pieces.add(last(call, content, id));
        return pieces;
    }

    private ObjectNode last(ChatCall call, Content content, String id) {
        ObjectNode last = Json.object();
        if (isBlockedPrompt(content)) {
            last.putObject("promptFeedback").put("blockReason", "SAFETY");
        } else {
            ObjectNode empty = Json.object().put("text", "");
            last.putArray("candidates").add(candidate(List.of(empty), content, 0));
        }
        putTail(last, call, content, id);
        return last;
    }

    private List<ObjectNode> pieceParts(Content content, int length) {
        List<ObjectNode> parts = new ArrayList<>();
        for (Part part : content.parts()) {
            switch (part) {
                case Part.Text(String text) ->
                    Pieces.of(text, length)
                            .forEach(piece -> parts.add(Json.object().put("text", piece)));
                case Part.Thinking thinking -> parts.addAll(thinkingPieces(thinking, length));
                default -> parts.addAll(parts(Content.of(List.of(part))));
            }
        }
        return parts;
    }

    private static List<ObjectNode> thinkingPieces(Part.Thinking thinking, int length) {
        List<ObjectNode> parts = new ArrayList<>();
        for (String piece : Pieces.of(thinking.text(), length)) {
            parts.add(Json.object().put("text", piece).put("thought", true));
        }
        if (thinking.signature() != null) {
            parts.add(Json.object().put("text", "").put("thought", true).put("thoughtSignature", thinking.signature()));
        }
        return parts;
    }

    private List<ObjectNode> parts(Content content) {
        List<ObjectNode> parts = new ArrayList<>();
        for (Part part : content.parts()) {
            switch (part) {
                case Part.Text(String text) -> parts.add(Json.object().put("text", text));
                case Part.Refusal(String text) -> parts.add(Json.object().put("text", text));
                case Part.Thinking thinking -> parts.add(thinking(thinking));
                case Part.RedactedThinking(String data) ->
                    parts.add(Json.object().put("text", "").put("thoughtSignature", data));
                case Part.ToolCall call -> parts.add(functionCall(call));
                case Part.Image(String type, String data) -> parts.add(inline(type, data));
                case Part.Audio(String type, String data, String ignored) -> parts.add(inline(type, data));
                case Part.Citation ignored -> {}
            }
        }
        return parts;
    }

    private static ObjectNode thinking(Part.Thinking thinking) {
        ObjectNode part = Json.object().put("text", thinking.text()).put("thought", true);
        return thinking.signature() == null ? part : part.put("thoughtSignature", thinking.signature());
    }

    private static ObjectNode functionCall(Part.ToolCall call) {
        ObjectNode part = Json.object();
        ObjectNode function = part.putObject("functionCall").put("name", call.name());
        function.set("args", call.arguments().isBlank() ? Json.object() : Json.read(call.arguments()));
        if (call.id() != null) {
            function.put("id", call.id());
        }
        return call.signature() == null ? part : part.put("thoughtSignature", call.signature());
    }

    private static ObjectNode inline(String mimeType, String data) {
        ObjectNode part = Json.object();
        part.putObject("inlineData").put("mimeType", mimeType).put("data", data);
        return part;
    }

    private static ObjectNode candidate(List<ObjectNode> parts, @Nullable Content finished, int index) {
        ObjectNode candidate = Json.object();
        ObjectNode content = candidate.putObject("content");
        ArrayNode array = content.putArray("parts");
        parts.forEach(array::add);
        content.put("role", "model");
        if (finished != null) {
            candidate.put("finishReason", finishReason(finished.stop()));
            putGrounding(candidate, finished);
        }
        return candidate.put("index", index);
    }

    private static void putGrounding(ObjectNode candidate, Content content) {
        List<Part.Citation> citations = content.parts(Part.Citation.class);
        if (citations.isEmpty()) {
            return;
        }
        ObjectNode grounding = candidate.putObject("groundingMetadata");
        ArrayNode chunks = grounding.putArray("groundingChunks");
        ArrayNode supports = grounding.putArray("groundingSupports");
        for (Part.Citation citation : citations) {
            int start = Math.max(0, content.text().indexOf(citation.cited()));
            ObjectNode support = supports.addObject();
            support.putObject("segment")
                    .put("startIndex", start)
                    .put("endIndex", start + citation.cited().length())
                    .put("text", citation.cited());
            support.putArray("groundingChunkIndices").add(chunks.size());
            chunks.addObject().putObject("web").put("uri", citation.url()).put("title", citation.title());
        }
    }

    private static String finishReason(Stop stop) {
        return switch (stop) {
            case END, STOP_SEQUENCE, TOOL_CALL, PAUSE -> "STOP";
            case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
            case REFUSAL -> "PROHIBITED_CONTENT";
        };
    }

    private static boolean isBlockedPrompt(Content content) {
        return content.stop() == Stop.CONTENT_FILTER && content.text().isEmpty();
    }

    private static int candidates(ChatCall call) {
        return Math.max(
                1, call.body().path("generationConfig").path("candidateCount").asInt(1));
    }

    private static void putTail(ObjectNode reply, ChatCall call, Content content, String id) {
        reply.set("usageMetadata", usage(content.usageFor(call.size())));
        reply.put("modelVersion", call.model());
        reply.put("responseId", id);
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object();
        node.put("promptTokenCount", usage.input());
        node.put("candidatesTokenCount", usage.output() - usage.reasoning());
        node.put("totalTokenCount", usage.total());
        if (usage.cacheRead() > 0) {
            node.put("cachedContentTokenCount", usage.cacheRead());
        }
        node.putArray("promptTokensDetails").addObject().put("modality", "TEXT").put("tokenCount", usage.input());
        if (usage.reasoning() > 0) {
            node.put("thoughtsTokenCount", usage.reasoning());
        }
        return node;
    }

    private String nextId(String prefix) {
        return prefix + String.format(Locale.ROOT, "%012d", numbers.incrementAndGet());
    }
}
