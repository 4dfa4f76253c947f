package dev.dragoman.testkit.gemini;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules of tools and of the choice among them. */
final class GeminiToolRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");
    private static final List<String> BUILT_IN = List.of(
            "googleSearch",
            "googleSearchRetrieval",
            "codeExecution",
            "urlContext",
            "googleMaps",
            "computerUse",
            "fileSearch");

    private final JsonNode tools;
    private final JsonNode calling;
    private final String model;
    private final Complaints complaints;
    private final Set<String> names = new HashSet<>();

    GeminiToolRules(JsonNode request, String model, Complaints complaints) {
        this.tools = request.path("tools");
        this.calling = request.path("toolConfig").path("functionCallingConfig");
        this.model = model;
        this.complaints = complaints;
    }

    void require() {
        for (int tool = 0; tool < tools.size(); tool++) {
            JsonNode functions = tools.path(tool).path("functionDeclarations");
            for (int index = 0; index < functions.size(); index++) {
                requireFunction(functions.path(index), "tools[" + tool + "].function_declarations[" + index + "]");
            }
        }
    }

    /** What is refused alone, after the validator has passed. */
    void requireModel() {
        boolean builtIn = false;
        for (JsonNode tool : tools) {
            builtIn |= BUILT_IN.stream().anyMatch(tool::has);
        }
        if (builtIn && !names.isEmpty() && !model.contains("gemini-3")) {
            throw GeminiRefusal.badRequest("Tool use with function calling is unsupported by the model.");
        }
        JsonNode allowed = calling.path("allowedFunctionNames");
        String mode = calling.path("mode").asString("AUTO");
        if (!allowed.isEmpty() && !mode.equalsIgnoreCase("ANY") && !mode.equalsIgnoreCase("VALIDATED")) {
            throw GeminiRefusal.badRequest(
                    "Function calling config is set without function calling mode ANY: allowed_function_names should only "
                            + "be set when the mode is ANY or VALIDATED.");
        }
        for (JsonNode name : allowed) {
            if (!names.contains(name.asString(""))) {
                throw GeminiRefusal.badRequest("Function name in allowed_function_names is not defined in the "
                        + "function_declarations: " + name.asString(""));
            }
        }
        if (mode.equalsIgnoreCase("ANY") && names.isEmpty()) {
            throw GeminiRefusal.badRequest("Function calling config is set without function_declarations.");
        }
    }

    private void requireFunction(JsonNode function, String where) {
        String name = function.path("name").asString("");
        complaints.require(
                NAME.matcher(name).matches(),
                where + ".name",
                "Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), "
                        + "underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.");
        if (!names.add(name)) {
            throw GeminiRefusal.badRequest("Duplicate function declaration found: " + name);
        }
        if (function.has("parameters") && function.has("parametersJsonSchema")) {
            complaints.add(where, "only one of parameters and parameters_json_schema can be set");
        }
        if (function.has("parameters")) {
            new GeminiSchemaRules(complaints).require(function.path("parameters"), where + ".parameters");
        }
    }
}
