package dev.dragoman.testkit.cohere;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Cohere demands of a chat request: known fields, calls that are answered, and options that go together. */
final class CohereRules {

    private static final FieldTables TABLES = FieldTables.load(CohereRules.class, "cohere.fields");

    private CohereRules() {}

    static JsonNode checked(RecordedRequest request) {
        JsonNode body = parsed(request);
        List<Violation> violations = TABLES.check(body, "Request", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw CohereComplaints.refusal(violations.getFirst());
        }
        requireTurns(body.path("messages"));
        requireTools(body);
        if (hasSome(body, "documents")
                && body.path("response_format").path("type").asString("").startsWith("json")) {
            throw CohereRefusal.invalid("response_format is not supported with RAG.");
        }
        return body;
    }

    private static JsonNode parsed(RecordedRequest request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException noJson) {
            throw CohereRefusal.of(400, "invalid json syntax: " + noJson.getOriginalMessage());
        }
        throw CohereRefusal.of(400, "invalid json syntax: the body must be an object");
    }

    private static void requireTurns(JsonNode messages) {
        Set<String> called = new HashSet<>();
        for (JsonNode message : messages) {
            switch (message.path("role").stringValue()) {
                case "assistant" -> requireSomething(message, called);
                case "tool" -> requireCall(message, called);
                default -> requireContent(message);
            }
        }
    }

    private static void requireContent(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isEmpty() && content.asString("").isEmpty()) {
            throw CohereRefusal.of(400, "message must not be empty in a turn");
        }
    }

    private static void requireSomething(JsonNode message, Set<String> called) {
        if (!hasSome(message, "tool_calls")) {
            requireContent(message);
        }
        for (JsonNode call : message.path("tool_calls")) {
            if (!called.add(call.path("id").stringValue())) {
                throw CohereRefusal.of(400, "cannot have duplicate tool ids");
            }
        }
    }

    private static void requireCall(JsonNode message, Set<String> called) {
        if (!called.contains(message.path("tool_call_id").stringValue())) {
            throw CohereRefusal.of(400, "tool call id not found in previous tool calls");
        }
    }

    private static void requireTools(JsonNode body) {
        boolean demanded = body.path("tool_choice").asString("").equals("REQUIRED");
        if (demanded && !hasSome(body, "tools")) {
            throw CohereRefusal.invalid("tools must be specified when tool_choice is REQUIRED");
        }
        if (body.path("strict_tools").asBoolean(false) && !hasSome(body, "tools")) {
            throw CohereRefusal.invalid("tools must be specified when strict_tools is true");
        }
    }

    private static boolean hasSome(JsonNode object, String list) {
        return !object.path(list).isEmpty();
    }
}
