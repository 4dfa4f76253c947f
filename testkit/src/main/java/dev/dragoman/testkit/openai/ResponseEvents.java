package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pieces;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells a response event by event. */
final class ResponseEvents {

    private final int pieceLength;
    private final List<ObjectNode> events = new ArrayList<>();

    private ResponseEvents(int pieceLength) {
        this.pieceLength = pieceLength;
    }

    /** The events that lead from a response that has begun to one that is done. */
    static List<ObjectNode> of(ObjectNode begun, ObjectNode done, int pieceLength) {
        ResponseEvents told = new ResponseEvents(pieceLength);
        told.event("response.created").set("response", begun);
        told.event("response.in_progress").set("response", begun);
        JsonNode output = done.path("output");
        for (int index = 0; index < output.size(); index++) {
            told.item((ObjectNode) output.path(index), index);
        }
        told.event("response." + done.path("status").asString("")).set("response", done);
        return told.events;
    }

    private ObjectNode event(String type) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", events.size());
        events.add(event);
        return event;
    }

    private ObjectNode event(String type, ObjectNode item, int index) {
        return event(type).put("item_id", item.path("id").asString("")).put("output_index", index);
    }

    private void item(ObjectNode item, int index) {
        event("response.output_item.added").put("output_index", index).set("item", begun(item));
        switch (item.path("type").asString("")) {
            case "message" -> message(item, index);
            case "reasoning" -> reasoning(item, index);
            case "function_call" -> call(item, index, "response.function_call_arguments", "arguments");
            case "custom_tool_call" -> call(item, index, "response.custom_tool_call_input", "input");
            case "image_generation_call" -> event("response.image_generation_call.completed", item, index);
            default -> throw new IllegalArgumentException("item: " + item);
        }
        event("response.output_item.done").put("output_index", index).set("item", item);
    }

    private static ObjectNode begun(ObjectNode item) {
        ObjectNode begun = item.deepCopy();
        if (begun.has("status")) {
            begun.put("status", "in_progress");
        }
        begun.remove("encrypted_content");
        for (String list : List.of("content", "summary")) {
            if (begun.path(list) instanceof ArrayNode filled) {
                filled.removeAll();
            }
        }
        for (String text : List.of("arguments", "input", "result")) {
            if (begun.has(text)) {
                begun.put(text, "");
            }
        }
        return begun;
    }

    private void message(ObjectNode item, int index) {
        JsonNode content = item.path("content");
        for (int number = 0; number < content.size(); number++) {
            ObjectNode part = (ObjectNode) content.path(number);
            boolean refusal = part.has("refusal");
            String kind = refusal ? "response.refusal" : "response.output_text";
            String text = part.path(refusal ? "refusal" : "text").asString("");
            part("response.content_part.added", item, index, number).set("part", emptied(part));
            for (String piece : Pieces.of(text, pieceLength)) {
                ObjectNode delta = part(kind + ".delta", item, index, number).put("delta", piece);
                if (!refusal) {
                    delta.putArray("logprobs");
                }
            }
            annotations(item, index, number, part);
            ObjectNode done = part(kind + ".done", item, index, number).put(refusal ? "refusal" : "text", text);
            if (!refusal) {
                done.set("logprobs", part.path("logprobs"));
            }
            part("response.content_part.done", item, index, number).set("part", part);
        }
    }

    private ObjectNode part(String type, ObjectNode item, int index, int number) {
        return event(type, item, index).put("content_index", number);
    }

    private static ObjectNode emptied(ObjectNode part) {
        ObjectNode empty = part.deepCopy();
        if (empty.has("refusal")) {
            return empty.put("refusal", "");
        }
        empty.put("text", "").putArray("annotations");
        empty.putArray("logprobs");
        return empty;
    }

    private void annotations(ObjectNode item, int index, int number, ObjectNode part) {
        JsonNode annotations = part.path("annotations");
        for (int note = 0; note < annotations.size(); note++) {
            part("response.output_text.annotation.added", item, index, number)
                    .put("annotation_index", note)
                    .set("annotation", annotations.path(note));
        }
    }

    private void reasoning(ObjectNode item, int index) {
        JsonNode summary = item.path("summary");
        for (int number = 0; number < summary.size(); number++) {
            String text = summary.path(number).path("text").asString("");
            summary("part.added", item, index, number).set("part", summaryPart(""));
            for (String piece : Pieces.of(text, pieceLength)) {
                summary("text.delta", item, index, number).put("delta", piece);
            }
            summary("text.done", item, index, number).put("text", text);
            summary("part.done", item, index, number).set("part", summaryPart(text));
        }
    }

    private ObjectNode summary(String what, ObjectNode item, int index, int number) {
        return event("response.reasoning_summary_" + what, item, index).put("summary_index", number);
    }

    private static ObjectNode summaryPart(String text) {
        return Json.object().put("type", "summary_text").put("text", text);
    }

    private void call(ObjectNode item, int index, String kind, String input) {
        String text = item.path(input).asString("");
        for (String piece : Pieces.of(text, pieceLength)) {
            event(kind + ".delta", item, index).put("delta", piece);
        }
        event(kind + ".done", item, index).put(input, text);
    }
}
