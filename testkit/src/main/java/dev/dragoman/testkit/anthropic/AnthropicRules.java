package dev.dragoman.testkit.anthropic;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Anthropic demands of a request. */
public final class AnthropicRules {

    /** All rules. */
    public static final AnthropicRules STRICT = new AnthropicRules();

    private AnthropicRules() {}

    JsonNode checkedMessage(RecordedRequest request) {
        return parsed(request);
    }

    JsonNode checkedCount(RecordedRequest request) {
        return parsed(request);
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
