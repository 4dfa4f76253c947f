package dev.dragoman.testkit.openai;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of the order of messages: every tool call is answered, and only tool calls are. */
final class ConversationRules {

    private final Set<String> open = new LinkedHashSet<>();
    private boolean afterCalls;

    private ConversationRules() {}

    static void require(JsonNode messages) {
        ConversationRules rules = new ConversationRules();
        for (int index = 0; index < messages.size(); index++) {
            rules.require(messages.path(index), index);
        }
        rules.requireAllAnswered(messages.size());
    }

    private void require(JsonNode message, int index) {
        String role = message.path("role").asString("");
        if (role.equals("tool")) {
            requireAnswer(message, index);
            return;
        }
        requireAllAnswered(index);
        afterCalls = false;
        if (role.equals("assistant")) {
            requireSomething(message, index);
            JsonNode calls = message.path("tool_calls");
            calls.forEach(call -> open.add(call.path("id").asString("")));
            afterCalls = !calls.isEmpty();
        }
    }

    private void requireAnswer(JsonNode message, int index) {
        if (!afterCalls) {
            throw Refusal.badRequest(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with "
                            + "'tool_calls'.",
                    "messages.[" + index + "].role",
                    null);
        }
        String id = message.path("tool_call_id").asString("");
        if (!open.remove(id)) {
            throw Refusal.badRequest(
                    "Invalid parameter: 'tool_call_id' of '" + id + "' not found in 'tool_calls' of previous message.",
                    "messages.[" + index + "].tool_call_id",
                    null);
        }
    }

    private void requireAllAnswered(int index) {
        if (!open.isEmpty()) {
            throw Refusal.badRequest(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each "
                            + "'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", open),
                    "messages.[" + index + "].role",
                    null);
        }
    }

    private static void requireSomething(JsonNode message, int index) {
        boolean content = message.hasNonNull("content") || message.hasNonNull("refusal") || message.hasNonNull("audio");
        if (!content && message.path("tool_calls").isEmpty() && !message.hasNonNull("function_call")) {
            throw Refusal.badRequest(
                    "Invalid value for 'content': expected a string, got null.",
                    "messages.[" + index + "].content",
                    null);
        }
    }
}
