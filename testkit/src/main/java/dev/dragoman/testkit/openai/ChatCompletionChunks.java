package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Pieces;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as the chunks of one streamed chat completion. */
final class ChatCompletionChunks {

    private static final String OBFUSCATION = "aZ3kQ9xW2mT7";

    private final ChatCompletionReplies replies;
    private final ChatCall call;
    private final Content content;
    private final Streaming streaming;
    private final String id;
    private final boolean showsReasoning;
    private final List<ObjectNode> chunks = new ArrayList<>();

    ChatCompletionChunks(
            ChatCompletionReplies replies,
            ChatCall call,
            Content content,
            Streaming streaming,
            String id,
            boolean showsReasoning) {
        this.replies = replies;
        this.call = call;
        this.content = content;
        this.streaming = streaming;
        this.id = id;
        this.showsReasoning = showsReasoning;
    }

    List<ObjectNode> chunks() {
        List<List<ObjectNode>> deltas = new ArrayList<>();
        int choices = ChatCompletionReplies.choices(call);
        for (int index = 0; index < choices; index++) {
            deltas.add(deltas());
        }
        for (int step = 0; step < deltas.getFirst().size(); step++) {
            for (int index = 0; index < choices; index++) {
                addDelta(index, deltas.get(index).get(step));
            }
        }
        for (int index = 0; index < choices; index++) {
            addFinish(index);
        }
        if (tellsUsage()) {
            ObjectNode last = chunk();
            last.set("usage", ChatCompletionReplies.usage(content.usageFor(call.size())));
        }
        return chunks;
    }

    private boolean tellsUsage() {
        Boolean forced = streaming.usage();
        return forced == null
                ? call.body().path("stream_options").path("include_usage").asBoolean(false)
                : forced;
    }

    private ObjectNode chunk() {
        ObjectNode chunk = Json.object();
        chunk.put("id", id);
        chunk.put("object", "chat.completion.chunk");
        chunk.put("created", ChatCompletionReplies.CREATED);
        chunk.put("model", call.model());
        chunk.put("service_tier", "default");
        chunk.put("system_fingerprint", ChatCompletionReplies.FINGERPRINT);
        chunk.putArray("choices");
        if (tellsUsage()) {
            chunk.putNull("usage");
        }
        if (call.body().path("stream_options").path("include_obfuscation").asBoolean(true)) {
            chunk.put("obfuscation", OBFUSCATION.substring(0, 1 + chunks.size() % OBFUSCATION.length()));
        }
        chunks.add(chunk);
        return chunk;
    }

    private ObjectNode choice(int index, ObjectNode delta) {
        ObjectNode choice = Json.object().put("index", index);
        choice.set("delta", delta);
        boolean probabilities = call.body().path("logprobs").asBoolean(false) && delta.hasNonNull("content");
        if (probabilities && !delta.path("content").stringValue().isEmpty()) {
            choice.set("logprobs", LogProbabilities.of(delta.path("content").stringValue(), call));
        } else {
            choice.putNull("logprobs");
        }
        return choice;
    }

    private void addDelta(int index, ObjectNode delta) {
        ObjectNode choice = choice(index, delta).putNull("finish_reason");
        ((ArrayNode) chunk().path("choices")).add(choice);
    }

    private void addFinish(int index) {
        String reason = ChatCompletionReplies.finishReason(content.stop(), ChatCompletionReplies.legacyFunctions(call));
        ((ArrayNode) chunk().path("choices")).add(choice(index, Json.object()).put("finish_reason", reason));
    }

    private List<ObjectNode> deltas() {
        List<ObjectNode> deltas = new ArrayList<>();
        ObjectNode first = Json.object().put("role", "assistant");
        first.put("content", content.parts(Part.Text.class).isEmpty() ? null : "")
                .putNull("refusal");
        deltas.add(first);
        int toolIndex = 0;
        for (Part part : content.parts()) {
            addDeltas(deltas, part, toolIndex);
            toolIndex += part instanceof Part.ToolCall ? 1 : 0;
        }
        return deltas;
    }

    private void addDeltas(List<ObjectNode> deltas, Part part, int toolIndex) {
        switch (part) {
            case Part.Text(String text) -> addPieces(deltas, "content", text);
            case Part.Refusal(String text) -> addPieces(deltas, "refusal", text);
            case Part.Thinking thinking when showsReasoning -> addPieces(deltas, "reasoning_content", thinking.text());
            case Part.Thinking ignored -> {}
            case Part.RedactedThinking ignored -> {}
            case Part.ToolCall toolCall
            when ChatCompletionReplies.legacyFunctions(call) -> addFunctionCall(deltas, toolCall);
            case Part.ToolCall toolCall -> addToolCall(deltas, toolCall, toolIndex);
            case Part.Audio audio -> deltas.add(delta("audio", replies.audio(audio)));
            case Part.Citation citation -> {
                ArrayNode annotations = Json.array();
                annotations.add(ChatCompletionReplies.citation(citation, content.text()));
                ObjectNode delta = Json.object();
                delta.set("annotations", annotations);
                deltas.add(delta);
            }
            case Part.Image image ->
                throw new IllegalArgumentException("answer: " + image.mimeType() + " (expected: no image)");
        }
    }

    private void addPieces(List<ObjectNode> deltas, String field, String text) {
        for (String piece : Pieces.of(text, streaming.pieceLength())) {
            deltas.add(Json.object().put(field, piece));
        }
    }

    private void addFunctionCall(List<ObjectNode> deltas, Part.ToolCall toolCall) {
        deltas.add(delta(
                "function_call", Json.object().put("name", toolCall.name()).put("arguments", "")));
        for (String piece : Pieces.of(toolCall.arguments(), streaming.pieceLength())) {
            deltas.add(delta("function_call", Json.object().put("arguments", piece)));
        }
    }

    private void addToolCall(List<ObjectNode> deltas, Part.ToolCall toolCall, int index) {
        boolean custom =
                call.tool(toolCall.name()).filter(offer -> offer.freeText()).isPresent();
        String kind = custom ? "custom" : "function";
        String input = custom ? "input" : "arguments";
        ObjectNode start = Json.object().put("index", index);
        start.put("id", replies.callId(toolCall)).put("type", kind);
        start.putObject(kind).put("name", toolCall.name()).put(input, "");
        deltas.add(toolDelta(start));
        for (String piece : Pieces.of(toolCall.arguments(), streaming.pieceLength())) {
            ObjectNode more = Json.object().put("index", index);
            more.putObject(kind).put(input, piece);
            deltas.add(toolDelta(more));
        }
    }

    private static ObjectNode toolDelta(ObjectNode toolCall) {
        ObjectNode delta = Json.object();
        delta.putArray("tool_calls").add(toolCall);
        return delta;
    }

    private static ObjectNode delta(String field, ObjectNode value) {
        ObjectNode delta = Json.object();
        delta.set(field, value);
        return delta;
    }
}
