package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.RecordedRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What OpenAI demands of a chat completion request. */
public final class OpenAiRules {

    private static final String NOT_JSON = "We could not parse the JSON body of your request. (HINT: This likely means "
            + "you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was "
            + "not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help "
            + "center at help.openai.com.)";

    /** All rules. */
    public static final OpenAiRules STRICT = new OpenAiRules();

    private OpenAiRules() {}

    /** The body of a request that passes. */
    public JsonNode checked(RecordedRequest request) {
        return parsed(request);
    }

    /** The body as a JSON object. */
    public static JsonNode parsed(RecordedRequest request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            // Refused below like everything else that is no object.
        }
        throw Refusal.badRequest(NOT_JSON, null, null);
    }
}
