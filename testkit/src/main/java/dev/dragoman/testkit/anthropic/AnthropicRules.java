package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Anthropic demands of a request. */
public final class AnthropicRules {

    /** The rules of today's API, which joins turns of one role in a row. */
    public static final AnthropicRules STRICT = new AnthropicRules(false);

    /** The rules of the older API, which also demands that the roles of the turns alternate. */
    public static final AnthropicRules ALTERNATING = new AnthropicRules(true);

    private static final FieldTables TABLES = FieldTables.load(AnthropicRules.class, "anthropic.fields");

    private final boolean alternating;

    private AnthropicRules(boolean alternating) {
        this.alternating = alternating;
    }

    JsonNode checkedMessage(RecordedRequest request) {
        return checked(request, AnthropicHeaders.isNewestVersion(request) ? "Request" : "OlderRequest");
    }

    JsonNode checkedCount(RecordedRequest request) {
        return checked(request, "CountRequest");
    }

    private JsonNode checked(RecordedRequest request, String table) {
        JsonNode body = parsed(request);
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw AnthropicRefusal.badRequest(AnthropicComplaints.message(violations.getFirst()));
        }
        BetaRules.require(body, request);
        requireStopSequences(body.path("stop_sequences"));
        AnthropicConversation.require(body, alternating);
        if (AnthropicHeaders.isNewestVersion(request)) {
            NewestVersionRules.require(body.path("messages"));
        }
        ToolUseRules.require(body.path("messages"));
        AnthropicToolRules.require(body);
        ThinkingRules.require(body);
        CacheRules.require(body);
        return body;
    }

    private static void requireStopSequences(JsonNode sequences) {
        for (JsonNode sequence : sequences) {
            if (sequence.asString("").isBlank()) {
                throw AnthropicRefusal.badRequest("stop_sequences: each stop sequence must contain non-whitespace");
            }
        }
    }

    private static JsonNode parsed(RecordedRequest request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return body;
            }
            throw AnthropicRefusal.badRequest("Input should be a valid dictionary or object to extract fields from");
        } catch (JacksonException e) {
            throw AnthropicRefusal.badRequest("The request body is not valid JSON: " + e.getOriginalMessage());
        }
    }
}
