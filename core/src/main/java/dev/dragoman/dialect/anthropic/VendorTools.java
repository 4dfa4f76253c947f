package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;

/** Tools that Anthropic brings itself, told by the beginning of their type. */
final class VendorTools {

    private static final String[] KINDS = {
        "computer_",
        "bash_",
        "text_editor_",
        "web_search_2",
        "web_fetch_",
        "code_execution_",
        "memory_",
        "tool_search_tool_",
        "browser_",
        "mcp_toolset",
        "advisor_"
    };

    private VendorTools() {}

    /** Whether the type is one of Anthropic's. */
    static boolean knows(String type) {
        for (String kind : KINDS) {
            if (type.startsWith(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Notes the features that a tool needs. */
    static void announce(String type, Notes notes) {
        switch (type) {
            case "code_execution_20250825" -> notes.beta("code-execution-2025-08-25");
            case "code_execution_20250522" -> notes.beta("code-execution-2025-05-22");
            case "computer_20241022" -> notes.beta("computer-use-2024-10-22");
            case "computer_20250124" -> notes.beta("computer-use-2025-01-24");
            case "computer_20251124" -> notes.beta("computer-use-2025-11-24");
            default -> announceFamily(type, notes);
        }
    }

    private static void announceFamily(String type, Notes notes) {
        if (type.startsWith("web_fetch_")) {
            notes.beta("web-fetch-2025-09-10");
        } else if (type.startsWith("memory_")) {
            notes.beta("context-management-2025-06-27");
        } else if (type.startsWith("tool_search_tool_")) {
            notes.beta("advanced-tool-use-2025-11-20");
        }
    }

    /** The tool without the {@code function} that OpenAI's form puts around its settings. */
    static JsonObject flat(JsonObject tool) {
        JsonObject function = tool.object("function");
        if (function == null) {
            return tool;
        }
        JsonObject.Builder flat = tool.without("function").toBuilder();
        function.without("parameters", "description").forEach(flat::put);
        JsonObject parameters = function.object("parameters");
        if (parameters != null) {
            parameters.forEach(flat::put);
        }
        return flat.build();
    }
}
