package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the object that a response is, before and after the model has answered. */
final class ResponseReplies {

    /** What the response repeats of the request, and what it says where the request said nothing. */
    private static final Map<String, String> REPEATED = Map.ofEntries(
            Map.entry("background", "false"),
            Map.entry("instructions", "null"),
            Map.entry("max_output_tokens", "null"),
            Map.entry("max_tool_calls", "null"),
            Map.entry("parallel_tool_calls", "true"),
            Map.entry("previous_response_id", "null"),
            Map.entry("prompt_cache_key", "null"),
            Map.entry("reasoning", "{\"effort\":null,\"summary\":null}"),
            Map.entry("safety_identifier", "null"),
            Map.entry("store", "true"),
            Map.entry("temperature", "1.0"),
            Map.entry("text", "{\"format\":{\"type\":\"text\"},\"verbosity\":\"medium\"}"),
            Map.entry("tool_choice", "\"auto\""),
            Map.entry("tools", "[]"),
            Map.entry("top_logprobs", "0"),
            Map.entry("top_p", "1.0"),
            Map.entry("truncation", "\"disabled\""),
            Map.entry("user", "null"),
            Map.entry("metadata", "{}"));

    private ResponseReplies() {}

    /** The response while the model is still at it. */
    static ObjectNode begun(ChatCall call, String id) {
        ObjectNode response = Json.object();
        response.put("id", id).put("object", "response").put("created_at", ChatCompletionReplies.CREATED);
        response.put("status", "in_progress");
        response.putNull("completed_at").putNull("error").putNull("incomplete_details");
        response.put("model", call.model());
        response.putArray("output");
        REPEATED.forEach((name, standard) -> {
            JsonNode said = call.body().path(name);
            response.set(name, said.isMissingNode() || said.isNull() ? Json.read(standard) : said);
        });
        response.put("service_tier", "default");
        response.putNull("usage");
        return response;
    }

    /** The response when the model is done. */
    static ObjectNode done(ChatCall call, String id, Content content, List<ObjectNode> items) {
        ObjectNode response = begun(call, id);
        String reason = reason(content.stop());
        response.put("status", reason.isEmpty() ? "completed" : "incomplete");
        if (reason.isEmpty()) {
            response.put("completed_at", ChatCompletionReplies.CREATED + 1);
        } else {
            response.putObject("incomplete_details").put("reason", reason);
        }
        ArrayNode output = response.putArray("output");
        items.forEach(output::add);
        response.set("usage", usage(content.usageFor(call.size())));
        return response;
    }

    private static String reason(Stop stop) {
        return switch (stop) {
            case END, STOP_SEQUENCE, REFUSAL, PAUSE, TOOL_CALL -> "";
            case LENGTH, CONTEXT_FULL -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object();
        node.put("input_tokens", usage.input());
        node.putObject("input_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheWritten());
        node.put("output_tokens", usage.output());
        node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return node.put("total_tokens", usage.total());
    }
}
