package dev.dragoman.testkit.bedrock;

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

/** What Bedrock demands of a Converse request: fields, unions, turns, and tools that fit together. */
final class BedrockRules {

    private static final FieldTables TABLES = FieldTables.load(BedrockRules.class, "bedrock.fields");
    private static final int NO_MORE = 1;

    private static final Set<String> COUNTED =
            Set.of("messages", "system", "toolConfig", "additionalModelRequestFields");

    private BedrockRules() {}

    static JsonNode checked(RecordedRequest request) {
        return checked(parsed(request), request);
    }

    /**
     * A request whose tokens shall be counted.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html">AWS: CountTokens</a>
     */
    static JsonNode checkedCount(RecordedRequest request) {
        JsonNode input = parsed(request).path("input");
        if (input.size() != NO_MORE || !input.has("converse")) {
            throw BedrockRefusal.validation("input: exactly one member of the union must be set.");
        }
        for (String field : input.path("converse").propertyNames()) {
            if (!COUNTED.contains(field)) {
                throw BedrockRefusal.validation("Malformed input request: #/input/converse: extraneous key [" + field
                        + "] is not permitted, please reformat your input and try again.");
            }
        }
        return checked(input.path("converse"), request);
    }

    private static JsonNode checked(JsonNode body, RecordedRequest request) {
        List<Violation> violations = TABLES.check(body, "Request", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw BedrockRefusal.validation("Malformed input request: " + violations.getFirst()
                    + ", please reformat your input and try again.");
        }
        requireUnions(body.path("system"), "system");
        requireUnions(body.path("toolConfig").path("tools"), "toolConfig.tools");
        requireTurns(body.path("messages"));
        requireToolConfig(body);
        ClaudeBetaRules.require(body, request.path());
        return body;
    }

    private static JsonNode parsed(RecordedRequest request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException noJson) {
            throw BedrockRefusal.of(400, "SerializationException", noJson.getOriginalMessage());
        }
    }

    private static void requireUnions(JsonNode blocks, String path) {
        int at = 0;
        for (JsonNode block : blocks) {
            if (block.size() != NO_MORE) {
                throw BedrockRefusal.validation(path + "." + at + ": exactly one member of the union must be set.");
            }
            at++;
        }
    }

    private static void requireTurns(JsonNode messages) {
        if (messages.isEmpty() || !role(messages.path(0)).equals("user")) {
            throw BedrockRefusal.validation(
                    "A conversation must start with a user message. Try again with a conversation that starts with a user"
                            + " message.");
        }
        String before = "";
        Set<String> asked = Set.of();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            if (role(message).equals(before)) {
                throw BedrockRefusal.validation(
                        "A conversation must alternate between user and assistant roles. Make sure the conversation"
                                + " alternates between user and assistant roles and try again.");
            }
            requireContent(message, i);
            requireResults(message, asked, i);
            asked = ids(message, "toolUse");
            before = role(message);
        }
    }

    private static void requireContent(JsonNode message, int at) {
        String path = "messages." + at + ".content";
        if (message.path("content").isEmpty()) {
            throw BedrockRefusal.validation("The content field in the Message object at " + path + " is empty.");
        }
        requireUnions(message.path("content"), path);
        for (JsonNode block : message.path("content")) {
            if (block.has("text") && block.path("text").stringValue().isBlank()) {
                throw BedrockRefusal.validation("The text field in the ContentBlock object at " + path
                        + " is blank. Add text to the text field, and" + " try again.");
            }
        }
    }

    private static void requireResults(JsonNode message, Set<String> asked, int at) {
        Set<String> given = ids(message, "toolResult");
        if (!given.equals(asked)) {
            throw BedrockRefusal.validation("Expected toolResult blocks at messages." + at
                    + ".content for the following Ids: " + asked + ", but found: " + given);
        }
    }

    private static void requireToolConfig(JsonNode body) {
        boolean used = false;
        for (JsonNode message : body.path("messages")) {
            used |= !ids(message, "toolUse").isEmpty();
        }
        if (used && !body.has("toolConfig")) {
            throw BedrockRefusal.validation(
                    "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        }
    }

    private static Set<String> ids(JsonNode message, String kind) {
        Set<String> ids = new HashSet<>();
        for (JsonNode block : message.path("content")) {
            if (block.has(kind)) {
                ids.add(block.path(kind).path("toolUseId").asString(""));
            }
        }
        return ids;
    }

    private static String role(JsonNode message) {
        return message.path("role").asString("");
    }
}
