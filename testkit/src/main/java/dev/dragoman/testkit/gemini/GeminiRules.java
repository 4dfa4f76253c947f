package dev.dragoman.testkit.gemini;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Google demands of a request. */
final class GeminiRules {

    private GeminiRules() {}

    static JsonNode checked(RecordedRequest request, String model) {
        return parsed(request);
    }

    private static JsonNode parsed(RecordedRequest request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return body;
            }
            throw GeminiRefusal.badRequest("Invalid JSON payload received. Expected an object.");
        } catch (JacksonException e) {
            throw GeminiRefusal.badRequest("Invalid JSON payload received. " + e.getOriginalMessage());
        }
    }
}
