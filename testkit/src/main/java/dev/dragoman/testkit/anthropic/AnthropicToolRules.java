package dev.dragoman.testkit.anthropic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of tools and of the choice among them. */
final class AnthropicToolRules {

    private static final List<String> NOT_OUTERMOST = List.of("oneOf", "allOf", "anyOf");

    private AnthropicToolRules() {}

    static void require(JsonNode body) {
        Set<String> names = new HashSet<>();
        JsonNode tools = body.path("tools");
        for (int index = 0; index < tools.size(); index++) {
            JsonNode tool = tools.path(index);
            if (tool.has("name") && !names.add(tool.path("name").asString(""))) {
                throw AnthropicRefusal.badRequest("tools: Tool names must be unique.");
            }
            requireSchema(tool.path("input_schema"), index);
        }
        requireChoice(body, names);
        requireToolsForHistory(body);
    }

    private static void requireSchema(JsonNode schema, int index) {
        if (NOT_OUTERMOST.stream().anyMatch(schema::has)) {
            throw AnthropicRefusal.badRequest("tools." + index
                    + ".custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level");
        }
    }

    private static void requireChoice(JsonNode body, Set<String> names) {
        JsonNode choice = body.path("tool_choice");
        if (choice.isMissingNode()) {
            return;
        }
        if (body.path("tools").isEmpty() && !choice.path("type").asString("").equals("none")) {
            throw AnthropicRefusal.badRequest("tool_choice: tool_choice may only be specified while providing tools");
        }
        String name = choice.path("name").asString("");
        if (choice.path("type").asString("").equals("tool") && !names.contains(name)) {
            throw AnthropicRefusal.badRequest("Tool '" + name + "' not found in provided tools");
        }
    }

    private static void requireToolsForHistory(JsonNode body) {
        if (!body.path("tools").isEmpty()) {
            return;
        }
        for (JsonNode message : body.path("messages")) {
            for (JsonNode block : message.path("content")) {
                String type = block.path("type").asString("");
                if (type.equals("tool_use") || type.equals("tool_result")) {
                    throw AnthropicRefusal.badRequest(
                            "Requests which include `tool_use` or `tool_result` blocks must define tools");
                }
            }
        }
    }
}
