package dev.dragoman.testkit.ollama;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What Ollama demands of a chat request: fields of the right types, and what its model can do. */
final class OllamaRules {

    private static final FieldTables TABLES = FieldTables.load(OllamaRules.class, "ollama.fields");
    private static final Set<String> LEVELS = Set.of("low", "medium", "high", "max");
    private static final int MOST_LOGPROBS = 20;

    private OllamaRules() {}

    static JsonNode checked(RecordedRequest request) {
        JsonNode body = parsed(request);
        List<Violation> violations = TABLES.check(body, "Request", Reading.EXACT).stream()
                .filter(violation -> !(violation instanceof Violation.Unknown))
                .toList();
        if (!violations.isEmpty()) {
            throw OllamaComplaints.refusal(violations.getFirst());
        }
        requireThink(body.path("think"));
        requireFormat(body.path("format"));
        int logprobs = body.path("top_logprobs").asInt(0);
        if (logprobs < 0 || logprobs > MOST_LOGPROBS) {
            throw OllamaRefusal.of(400, "top_logprobs must be between 0 and 20");
        }
        if (body.path("model").asString("").isEmpty()) {
            throw OllamaRefusal.of(400, "model is required");
        }
        return body;
    }

    static void requireAbilities(JsonNode body, String model) {
        if (model.startsWith("no-tools") && !body.path("tools").isEmpty()) {
            throw OllamaRefusal.of(400, "registry.ollama.ai/library/" + model + " does not support tools");
        }
        JsonNode think = body.path("think");
        boolean asked = think.isString() || think.asBoolean(false);
        if (model.startsWith("no-thinking") && asked) {
            throw OllamaRefusal.of(400, "\"" + model + "\" does not support thinking");
        }
    }

    private static JsonNode parsed(RecordedRequest request) {
        if (request.body().length == 0) {
            throw OllamaRefusal.of(400, "missing request body");
        }
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException noJson) {
            throw OllamaRefusal.of(400, "invalid character: " + noJson.getOriginalMessage());
        }
        throw OllamaRefusal.of(400, "json: cannot unmarshal array into Go value of type api.ChatRequest");
    }

    private static void requireThink(JsonNode think) {
        if (think.isString() && !LEVELS.contains(think.stringValue())) {
            throw OllamaRefusal.of(
                    400,
                    "invalid think value: \"" + think.stringValue()
                            + "\" (must be \"high\", \"medium\", \"low\", \"max\", true, or false)");
        }
    }

    private static void requireFormat(JsonNode format) {
        boolean json = format.isString() && format.stringValue().equals("json");
        boolean none = format.isMissingNode()
                || format.isNull()
                || format.asString("x").isEmpty();
        if (!json && !none && !format.isObject()) {
            throw OllamaRefusal.of(
                    500, "invalid format: " + format + "; expected \"json\" or a valid JSON Schema object");
        }
    }
}
