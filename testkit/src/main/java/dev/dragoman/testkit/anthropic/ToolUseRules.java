package dev.dragoman.testkit.anthropic;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules between the calls in one turn and the results in the next; turns of one role in a row count as one. */
final class ToolUseRules {

    private final JsonNode messages;
    private Set<String> open = new LinkedHashSet<>();
    private Set<String> answered = new LinkedHashSet<>();
    private int openedAt;

    private ToolUseRules(JsonNode messages) {
        this.messages = messages;
    }

    static void require(JsonNode messages) {
        ToolUseRules rules = new ToolUseRules(messages);
        for (int index = 0; index < messages.size(); index++) {
            rules.require(index);
        }
        if (!rules.open.isEmpty()) {
            throw rules.unanswered();
        }
    }

    private void require(int index) {
        switch (AnthropicConversation.role(messages.path(index))) {
            case "assistant" -> openCalls(index);
            case "user" -> requireResults(index);
            default -> {
                // A system message may stand anywhere.
            }
        }
    }

    private void openCalls(int index) {
        if (index == 0 || !AnthropicConversation.role(messages.path(index - 1)).equals("assistant")) {
            open = new LinkedHashSet<>();
            answered = new LinkedHashSet<>();
        }
        for (JsonNode block : messages.path(index).path("content")) {
            if (isType(block, "tool_use")) {
                open.add(block.path("id").asString(""));
                openedAt = index;
            }
        }
    }

    private void requireResults(int index) {
        JsonNode content = messages.path(index).path("content");
        boolean other = false;
        for (int position = 0; position < content.size(); position++) {
            JsonNode block = content.path(position);
            if (!isType(block, "tool_result")) {
                other = true;
            } else {
                requireResult(block.path("tool_use_id").asString(""), index, position, other);
            }
        }
        if (!open.isEmpty() && !followedByUser(index)) {
            throw unanswered();
        }
        if (!followedByUser(index)) {
            answered = new LinkedHashSet<>();
        }
    }

    private void requireResult(String id, int index, int position, boolean afterOther) {
        String where = "messages." + index + ".content." + position;
        if (answered.contains(id)) {
            throw AnthropicRefusal.badRequest(where
                    + ": each tool_use must have a single result. Found multiple `tool_result` blocks with id: " + id);
        }
        if (!open.contains(id)) {
            throw AnthropicRefusal.badRequest(where + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                    + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
        }
        if (afterOther) {
            throw unanswered();
        }
        open.remove(id);
        answered.add(id);
    }

    private AnthropicRefusal unanswered() {
        return AnthropicRefusal.badRequest("messages." + openedAt
                + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                + String.join(", ", open)
                + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
    }

    private boolean followedByUser(int index) {
        return AnthropicConversation.role(messages.path(index + 1)).equals("user");
    }

    private static boolean isType(JsonNode block, String type) {
        return block.path("type").asString("").equals(type);
    }
}
