package dev.dragoman.testkit.openai;

import tools.jackson.databind.JsonNode;

/** The rules of tools, of the choice among them, and of the schemas that answers and arguments must follow. */
final class ToolRules {

    private ToolRules() {}

    static void require(JsonNode body) {
        JsonNode tools = body.path("tools");
        for (int index = 0; index < tools.size(); index++) {
            JsonNode function = tools.path(index).path("function");
            if (function.has("parameters")) {
                requireParameters(function, "tools[" + index + "].function.parameters");
            }
        }
        requireChosenTool(body);
        requireResponseSchema(body.path("response_format").path("json_schema"));
    }

    private static void requireParameters(JsonNode function, String where) {
        SchemaRules rules = new SchemaRules(complaint -> Refusal.badRequest(
                "Invalid schema for function '" + function.path("name").asString("") + "': " + complaint,
                where,
                "invalid_function_parameters"));
        rules.require(function.path("parameters"), function.path("strict").asBoolean(false));
    }

    private static void requireResponseSchema(JsonNode format) {
        if (format.has("schema")) {
            SchemaRules rules = new SchemaRules(complaint -> Refusal.badRequest(
                    "Invalid schema for response_format '" + format.path("name").asString("") + "': " + complaint,
                    "response_format",
                    null));
            rules.require(format.path("schema"), format.path("strict").asBoolean(false));
        }
    }

    private static void requireChosenTool(JsonNode body) {
        JsonNode choice = body.path("tool_choice");
        String kind = choice.path("type").asString("");
        String name = choice.path(kind).path("name").asString("");
        if (name.isEmpty()) {
            return;
        }
        for (JsonNode tool : body.path("tools")) {
            if (tool.path(kind).path("name").asString("").equals(name)) {
                return;
            }
        }
        throw Refusal.badRequest("Tool choice '" + name + "' not found in 'tools' parameter.", "tool_choice", null);
    }
}
