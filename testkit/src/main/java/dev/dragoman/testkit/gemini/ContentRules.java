package dev.dragoman.testkit.gemini;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The rules of turns and parts. */
final class ContentRules {

    private static final List<String> DATA = List.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse",
            "audioTranscription");

    private final Complaints complaints;

    ContentRules(Complaints complaints) {
        this.complaints = complaints;
    }

    static void requireRoles(JsonNode contents) {
        for (JsonNode content : contents) {
            String role = content.path("role").asString("user");
            if (!role.equals("user") && !role.equals("model") && !role.equals("function")) {
                throw GeminiRefusal.badRequest("Please use a valid role: user, model.");
            }
        }
    }

    void require(JsonNode request) {
        JsonNode contents = request.path("contents");
        complaints.require(!contents.isEmpty(), "contents", "contents is not specified");
        for (int index = 0; index < contents.size(); index++) {
            requireParts(contents.path(index), "contents[" + index + "]");
        }
        if (request.has("systemInstruction")) {
            requireParts(request.path("systemInstruction"), "system_instruction");
        }
    }

    private void requireParts(JsonNode content, String where) {
        JsonNode parts = content.path("parts");
        complaints.require(!parts.isEmpty(), where + ".parts", "contents.parts must not be empty.");
        for (int index = 0; index < parts.size(); index++) {
            requirePart(parts.path(index), where + ".parts[" + index + "]");
        }
    }

    private void requirePart(JsonNode part, String where) {
        long kinds = DATA.stream().filter(part::has).count();
        complaints.require(kinds > 0, where + ".data", "required oneof field 'data' must have one initialized field");
        if (kinds > 1) {
            throw GeminiRefusal.badRequest("Invalid value at '" + where
                    + "' (oneof), oneof field 'data' is already set. Cannot set '"
                    + DATA.stream().filter(part::has).skip(1).findFirst().orElse("") + "'");
        }
        if (part.has("functionCall")) {
            requireName(part.path("functionCall"), where + ".function_call.name");
        }
        if (part.has("functionResponse")) {
            requireName(part.path("functionResponse"), where + ".function_response.name");
        }
        if (part.has("inlineData")) {
            String type = part.path("inlineData").path("mimeType").asString("");
            complaints.require(!type.isEmpty(), where + ".inline_data.mime_type", "mime_type is not specified");
        }
    }

    private void requireName(JsonNode call, String where) {
        String name = call.path("name").asString("");
        complaints.require(!name.isEmpty(), where, "Name cannot be empty.");
    }
}
