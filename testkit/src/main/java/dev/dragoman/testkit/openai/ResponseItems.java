package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content as output items. */
final class ResponseItems {

    private final Numbering numbering;
    private final ChatCall call;
    private final List<ObjectNode> items = new ArrayList<>();
    private boolean speaking;

    private ResponseItems(Numbering numbering, ChatCall call) {
        this.numbering = numbering;
        this.call = call;
    }

    static List<ObjectNode> of(ChatCall call, Content content, Numbering numbering) {
        ResponseItems items = new ResponseItems(numbering, call);
        content.parts().forEach(items::add);
        return items.items;
    }

    private void add(Part part) {
        switch (part) {
            case Part.Text(String text) -> text(text);
            case Part.Refusal(String text) ->
                said(Json.object().put("type", "refusal").put("refusal", text));
            case Part.Citation citation -> citation(citation);
            case Part.Thinking thinking -> reasoning(thinking.text(), "gAAAAA" + thinking.signature());
            case Part.RedactedThinking redacted -> reasoning("", "gAAAAA" + redacted.data());
            case Part.ToolCall toolCall -> call(toolCall);
            case Part.Image image ->
                item("ig_", "image_generation_call")
                        .put("status", "completed")
                        .put("result", image.data())
                        .put(
                                "output_format",
                                image.mimeType().substring(image.mimeType().indexOf('/') + 1));
            case Part.Audio audio ->
                throw new IllegalArgumentException("answer: " + audio.mimeType() + " (expected: no sound)");
        }
    }

    private ObjectNode item(String prefix, String type) {
        speaking = false;
        ObjectNode item = Json.object().put("id", numbering.next(prefix)).put("type", type);
        items.add(item);
        return item;
    }

    private void text(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.set(
                "logprobs",
                asksFor("message.output_text.logprobs")
                        ? LogProbabilities.of(text, call).path("content")
                        : Json.array());
        said(part);
    }

    private void said(ObjectNode part) {
        if (!speaking) {
            ObjectNode message =
                    item("msg_", "message").put("status", "completed").put("role", "assistant");
            message.putArray("content");
            speaking = true;
        }
        content().add(part);
    }

    private ArrayNode content() {
        return (ArrayNode) items.getLast().path("content");
    }

    private void citation(Part.Citation citation) {
        JsonNode last = content().path(content().size() - 1);
        ObjectNode nested =
                ChatCompletionReplies.citation(citation, last.path("text").asString(""));
        ObjectNode flat = Json.object().put("type", "url_citation");
        flat.setAll((ObjectNode) nested.path("url_citation"));
        ((ArrayNode) last.path("annotations")).add(flat);
    }

    /** Reasoning is summarized and sealed only for those that ask. */
    private void reasoning(String text, String sealed) {
        ObjectNode item = item("rs_", "reasoning");
        ArrayNode summary = item.putArray("summary");
        JsonNode reasoning = call.body().path("reasoning");
        boolean shown = reasoning.hasNonNull("summary") || reasoning.hasNonNull("generate_summary");
        if (shown && !text.isEmpty()) {
            summary.add(Json.object().put("type", "summary_text").put("text", text));
        }
        if (asksFor("reasoning.encrypted_content")) {
            item.put("encrypted_content", sealed);
        }
    }

    private boolean asksFor(String included) {
        for (JsonNode name : call.body().path("include")) {
            if (name.asString("").equals(included)) {
                return true;
            }
        }
        return false;
    }

    private void call(Part.ToolCall toolCall) {
        boolean custom =
                call.tool(toolCall.name()).filter(offer -> offer.freeText()).isPresent();
        String id = toolCall.id();
        item(custom ? "ctc_" : "fc_", custom ? "custom_tool_call" : "function_call")
                .put("status", "completed")
                .put(custom ? "input" : "arguments", toolCall.arguments())
                .put("call_id", id == null ? numbering.next("call_") : id)
                .put("name", toolCall.name());
    }
}
