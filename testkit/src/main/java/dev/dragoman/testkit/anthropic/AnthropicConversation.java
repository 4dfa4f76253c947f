package dev.dragoman.testkit.anthropic;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of the order of turns and of what each turn must hold. */
final class AnthropicConversation {

    static final String SYSTEM_ROLE =
            "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` "
                    + "parameter, not \"system\" as an input message role.";

    private final JsonNode messages;
    private final ClaudeModel model;
    private final boolean alternating;

    private AnthropicConversation(JsonNode body, boolean alternating) {
        this.messages = body.path("messages");
        this.model = ClaudeModel.of(body.path("model").asString(""));
        this.alternating = alternating;
    }

    static void require(JsonNode body, boolean alternating) {
        AnthropicConversation conversation = new AnthropicConversation(body, alternating);
        body.path("system")
                .forEach(block -> requireText("system", block.path("text").asString("")));
        conversation.requireOrder();
        for (int index = 0; index < conversation.messages.size(); index++) {
            conversation.requireContent(index);
        }
        conversation.requireEnd();
    }

    static String role(JsonNode message) {
        return message.path("role").asString("");
    }

    private void requireOrder() {
        if (!role(messages.path(0)).equals("user")) {
            throw AnthropicRefusal.badRequest("messages: first message must use the \"user\" role");
        }
        for (int index = 1; index < messages.size(); index++) {
            String role = role(messages.path(index));
            if (role.equals("system") && !model.takesSystemMessages()) {
                throw AnthropicRefusal.badRequest(SYSTEM_ROLE);
            }
            if (alternating && role.equals(role(messages.path(index - 1)))) {
                throw AnthropicRefusal.badRequest(
                        "messages: roles must alternate between \"user\" and \"assistant\", but found multiple \""
                                + role + "\" roles in a row");
            }
        }
    }

    private void requireContent(int index) {
        JsonNode message = messages.path(index);
        JsonNode content = message.path("content");
        boolean last = index == messages.size() - 1;
        boolean mayBeEmpty = last && role(message).equals("assistant");
        if (content.isEmpty() && !(content.isString() && !content.stringValue().isEmpty()) && !mayBeEmpty) {
            throw AnthropicRefusal.badRequest("messages." + index
                    + ": all messages must have non-empty content except for the optional final assistant message");
        }
        if (content.isString() && content.stringValue().isBlank() && !mayBeEmpty) {
            throw AnthropicRefusal.badRequest("messages: text content blocks must contain non-whitespace text");
        }
        Set<String> uses = new LinkedHashSet<>();
        for (int position = 0; position < content.size(); position++) {
            requireBlock(content.path(position), role(message), "messages." + index + ".content." + position, uses);
        }
    }

    private static void requireBlock(JsonNode block, String role, String where, Set<String> uses) {
        switch (block.path("type").asString("")) {
            case "text" -> requireText("messages", block.path("text").asString(""));
            case "thinking", "redacted_thinking", "tool_use" -> {
                requireRole(block, role, "assistant", where);
                if (block.has("id") && !uses.add(block.path("id").asString(""))) {
                    throw AnthropicRefusal.badRequest(where + ": `tool_use` ids must be unique");
                }
                requireSignature(block, where);
            }
            case "tool_result" -> requireRole(block, role, "user", where);
            case "image" -> requireUrl(block, where + ".image");
            case "document" -> requireUrl(block, where + ".document");
            default -> {
                // The other blocks have no rule beyond their fields.
            }
        }
    }

    private static void requireText(String where, String text) {
        if (text.isEmpty()) {
            throw AnthropicRefusal.badRequest(where + ": text content blocks must be non-empty");
        }
        if (text.isBlank()) {
            throw AnthropicRefusal.badRequest(where + ": text content blocks must contain non-whitespace text");
        }
    }

    private static void requireSignature(JsonNode block, String where) {
        if (block.path("type").asString("").equals("thinking")
                && block.path("signature").asString("").isEmpty()) {
            throw AnthropicRefusal.badRequest(where + ": Invalid `signature` in `thinking` block");
        }
    }

    private static void requireRole(JsonNode block, String role, String expected, String where) {
        if (!role.equals(expected)) {
            throw AnthropicRefusal.badRequest(where + ": `" + block.path("type").asString("")
                    + "` blocks can only be in `" + expected + "` messages");
        }
    }

    private static void requireUrl(JsonNode block, String where) {
        JsonNode source = block.path("source");
        boolean url = source.path("type").asString("").equals("url");
        if (url && !source.path("url").asString("").startsWith("https://")) {
            throw AnthropicRefusal.badRequest(where + ".source.url.url: Only HTTPS URLs are supported.");
        }
    }

    private void requireEnd() {
        JsonNode last = messages.path(messages.size() - 1);
        if (!role(last).equals("assistant")) {
            return;
        }
        if (!model.takesPrefill()) {
            throw AnthropicRefusal.badRequest(
                    "This model does not support assistant message prefill. The conversation must end with a user message.");
        }
        JsonNode content = last.path("content");
        JsonNode text =
                content.isString() ? content : content.path(content.size() - 1).path("text");
        if (!text.asString("").equals(text.asString("").stripTrailing())) {
            throw AnthropicRefusal.badRequest("messages: final assistant content cannot end with trailing whitespace");
        }
    }
}
