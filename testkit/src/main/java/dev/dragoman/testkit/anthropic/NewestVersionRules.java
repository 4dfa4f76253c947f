package dev.dragoman.testkit.anthropic;

import tools.jackson.databind.JsonNode;

/** What version 2026-10-21 of the API refuses in messages and earlier versions took. */
final class NewestVersionRules {

    private NewestVersionRules() {}

    static void require(JsonNode messages) {
        for (int index = 0; index < messages.size(); index++) {
            JsonNode message = messages.path(index);
            String where = "messages." + index + ".content";
            switch (AnthropicConversation.role(message)) {
                case "assistant" -> requireNoDocuments(message.path("content"), where);
                case "user" -> requireNoCitations(message.path("content"), where);
                default -> {
                    // A system message holds neither.
                }
            }
        }
    }

    private static void requireNoDocuments(JsonNode content, String where) {
        for (int index = 0; index < content.size(); index++) {
            if (content.path(index).path("type").asString("").equals("document")) {
                throw AnthropicRefusal.badRequest(
                        where + "." + index + ": `document` blocks can only be in `user` messages");
            }
        }
    }

    private static void requireNoCitations(JsonNode content, String where) {
        for (int index = 0; index < content.size(); index++) {
            JsonNode block = content.path(index);
            if (block.path("type").asString("").equals("text")
                    && !block.path("citations").isEmpty()) {
                throw AnthropicRefusal.badRequest(
                        where + "." + index + ".text.citations: citations are not permitted in `user` messages");
            }
            if (block.path("type").asString("").equals("search_result")) {
                requireNoCitations(block.path("content"), where + "." + index + ".search_result.content");
            }
        }
    }
}
