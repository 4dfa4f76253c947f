package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as a whole chat completion. */
public final class ChatCompletionReplies {

    /** The moment every answer claims to be made at, so that answers are the same in every run. */
    static final long CREATED = 1_767_225_600L;

    static final String FINGERPRINT = "fp_fake000001";

    private final Numbering numbering;
    private final boolean showsReasoning;

    /**
     * A writer.
     *
     * @param numbering the source of ids
     * @param showsReasoning whether reasoning is told in {@code reasoning_content}, as OpenAI-compatible servers do
     */
    public ChatCompletionReplies(Numbering numbering, boolean showsReasoning) {
        this.numbering = numbering;
        this.showsReasoning = showsReasoning;
    }

    /** The whole answer. */
    public ObjectNode whole(ChatCall call, Content content) {
        ObjectNode reply = Json.object();
        reply.put("id", numbering.next("chatcmpl-"));
        reply.put("object", "chat.completion");
        reply.put("created", CREATED);
        reply.put("model", call.model());
        ArrayNode choices = reply.putArray("choices");
        for (int index = 0; index < choices(call); index++) {
            choices.add(choice(call, content, index));
        }
        reply.set("usage", usage(content.usageFor(call.size())));
        reply.put("service_tier", "default");
        reply.put("system_fingerprint", FINGERPRINT);
        return reply;
    }

    static int choices(ChatCall call) {
        return Math.max(1, call.body().path("n").asInt(1));
    }

    static boolean legacyFunctions(ChatCall call) {
        return call.body().has("functions");
    }

    static String finishReason(Stop stop, boolean legacyFunctions) {
        return switch (stop) {
            case END, STOP_SEQUENCE, REFUSAL, PAUSE -> "stop";
            case LENGTH, CONTEXT_FULL -> "length";
            case TOOL_CALL -> legacyFunctions ? "function_call" : "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object();
        node.put("prompt_tokens", usage.input());
        node.put("completion_tokens", usage.output());
        node.put("total_tokens", usage.total());
        node.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("audio_tokens", 0);
        node.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return node;
    }

    String callId(Part.ToolCall call) {
        String id = call.id();
        return id == null ? numbering.next("call_") : id;
    }

    static ObjectNode citation(Part.Citation citation, String text) {
        int start = Math.max(0, text.indexOf(citation.cited()));
        ObjectNode node = Json.object().put("type", "url_citation");
        node.putObject("url_citation")
                .put("start_index", start)
                .put("end_index", start + citation.cited().length())
                .put("title", citation.title())
                .put("url", citation.url());
        return node;
    }

    private ObjectNode choice(ChatCall call, Content content, int index) {
        ObjectNode choice = Json.object();
        choice.put("index", index);
        choice.set("message", message(call, content));
        if (call.body().path("logprobs").asBoolean(false)) {
            choice.set("logprobs", LogProbabilities.of(content.text(), call));
        } else {
            choice.putNull("logprobs");
        }
        choice.put("finish_reason", finishReason(content.stop(), legacyFunctions(call)));
        return choice;
    }

    private ObjectNode message(ChatCall call, Content content) {
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", content.parts(Part.Text.class).isEmpty() ? null : content.text());
        message.putNull("refusal");
        content.parts(Part.Refusal.class).forEach(refusal -> message.put("refusal", refusal.text()));
        if (showsReasoning && !content.parts(Part.Thinking.class).isEmpty()) {
            message.put("reasoning_content", reasoning(content));
        }
        putToolCalls(message, call, content);
        content.parts(Part.Audio.class).forEach(audio -> message.set("audio", audio(audio)));
        ArrayNode annotations = message.putArray("annotations");
        content.parts(Part.Citation.class).forEach(part -> annotations.add(citation(part, content.text())));
        return message;
    }

    private static String reasoning(Content content) {
        return content.parts(Part.Thinking.class).stream()
                .map(Part.Thinking::text)
                .reduce("", String::concat);
    }

    private void putToolCalls(ObjectNode message, ChatCall call, Content content) {
        for (Part.ToolCall toolCall : content.parts(Part.ToolCall.class)) {
            if (legacyFunctions(call)) {
                message.putObject("function_call").put("name", toolCall.name()).put("arguments", toolCall.arguments());
            } else {
                message.withArrayProperty("tool_calls").add(toolCall(call, toolCall));
            }
        }
    }

    private ObjectNode toolCall(ChatCall call, Part.ToolCall toolCall) {
        boolean custom =
                call.tool(toolCall.name()).filter(offer -> offer.freeText()).isPresent();
        ObjectNode node = Json.object().put("id", callId(toolCall)).put("type", custom ? "custom" : "function");
        node.putObject(custom ? "custom" : "function")
                .put("name", toolCall.name())
                .put(custom ? "input" : "arguments", toolCall.arguments());
        return node;
    }

    ObjectNode audio(Part.Audio audio) {
        return Json.object()
                .put("id", numbering.next("audio_"))
                .put("data", audio.data())
                .put("expires_at", CREATED + 3600)
                .put("transcript", audio.transcript());
    }
}
