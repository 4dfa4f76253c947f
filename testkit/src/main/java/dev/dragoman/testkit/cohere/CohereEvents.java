package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.Pieces;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the events of one stream. Not thread-safe. */
final class CohereEvents {

    private final List<ObjectNode> events = new ArrayList<>();
    private final int length;
    private final boolean logprobs;
    private int block;
    private int call;
    private int citation;

    CohereEvents(int length, boolean logprobs) {
        this.length = length;
        this.logprobs = logprobs;
    }

    List<ObjectNode> list() {
        return events;
    }

    void start(String id) {
        ObjectNode message = message(event("message-start").put("id", id)).put("role", "assistant");
        message.putArray("content");
        message.put("tool_plan", "").putArray("tool_calls");
        message.putArray("citations");
    }

    void content(String kind, String text) {
        message(indexed("content-start", block))
                .putObject("content")
                .put("type", kind)
                .put(kind, "");
        for (String piece : Pieces.of(text, length)) {
            ObjectNode event = indexed("content-delta", block);
            message(event).putObject("content").put(kind, piece);
            if (logprobs && kind.equals("text")) {
                event.set("logprobs", logprobs(piece, 1));
            }
        }
        indexed("content-end", block++);
    }

    void call(JsonNode whole) {
        ObjectNode begun = message(indexed("tool-call-start", call)).putObject("tool_calls");
        begun.put("id", whole.path("id").stringValue()).put("type", "function");
        String name = whole.path("function").path("name").stringValue();
        begun.putObject("function").put("name", name).put("arguments", "");
        for (String piece : Pieces.of(whole.path("function").path("arguments").stringValue(), length)) {
            ObjectNode function = message(indexed("tool-call-delta", call)).putObject("tool_calls");
            function.putObject("function").put("arguments", piece);
        }
        indexed("tool-call-end", call++);
    }

    void citation(JsonNode whole) {
        message(indexed("citation-start", citation)).set("citations", whole);
        indexed("citation-end", citation++);
    }

    void end(String id, String reason, JsonNode usage) {
        ObjectNode delta = event("message-end").put("id", id).putObject("delta");
        delta.put("finish_reason", reason).set("usage", usage);
    }

    /** A chunk of so many tokens with its probabilities. */
    static ObjectNode logprobs(String text, int tokens) {
        ObjectNode chunk = Json.object().put("text", text);
        for (int i = 0; i < tokens; i++) {
            chunk.withArray("token_ids").add(1000 + i);
            chunk.withArray("logprobs").add(-0.25);
        }
        return chunk;
    }

    private ObjectNode indexed(String type, int index) {
        return event(type).put("index", index);
    }

    private ObjectNode event(String type) {
        ObjectNode event = Json.object().put("type", type);
        events.add(event);
        return event;
    }

    private static ObjectNode message(ObjectNode event) {
        return event.putObject("delta").putObject("message");
    }
}
