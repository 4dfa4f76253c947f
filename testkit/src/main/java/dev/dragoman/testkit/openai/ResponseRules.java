package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What OpenAI demands of a request for a response. */
final class ResponseRules {

    private static final FieldTables TABLES = FieldTables.load(ResponseRules.class, "responses.fields");
    private static final String ENCRYPTED = "reasoning.encrypted_content";

    private final JsonNode body;
    private final ReasoningModels reasoning;

    private ResponseRules(JsonNode body, String model) {
        this.body = body;
        this.reasoning = ReasoningModels.of(model);
    }

    /** Refuses a body for this model that OpenAI would refuse. */
    static void require(JsonNode body, String model) {
        List<Violation> violations = TABLES.check(body, "Request", Reading.EXACT);
        if (!violations.isEmpty()) {
            throw OpenAiComplaints.refusal(violations.getFirst());
        }
        ResponseRules rules = new ResponseRules(body, model);
        rules.requireCombinations();
        rules.requireModelsParameters();
        rules.requireEncryptionAllowed();
        ResponseItemRules.require(body.path("input"), body.hasNonNull("previous_response_id"));
        rules.requireTools();
        rules.requireJsonWord();
    }

    private void requireCombinations() {
        if (body.hasNonNull("stream_options") && !body.path("stream").asBoolean(false)) {
            throw Refusal.badRequest(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        if (body.hasNonNull("previous_response_id") && body.hasNonNull("conversation")) {
            throw Refusal.badRequest(
                    "Mutually exclusive parameters. Ensure you are only providing one of: 'previous_response_id' or "
                            + "'conversation'.",
                    null,
                    "mutually_exclusive_parameters");
        }
        if (body.path("background").asBoolean(false) && !body.path("store").asBoolean(true)) {
            throw Refusal.badRequest("Background mode requires 'store' to be true.", "background", null);
        }
    }

    private void requireModelsParameters() {
        JsonNode effort = body.path("reasoning").path("effort");
        if (effort.isString() && !reasoning.efforts().contains(effort.stringValue())) {
            throw reasoning.efforts().isEmpty()
                    ? unsupported("reasoning.effort")
                    : Refusal.badRequest(
                            "Unsupported value: '" + effort.stringValue()
                                    + "' is not supported with this model. Supported values are: "
                                    + OpenAiComplaints.listed(reasoning.efforts()) + ".",
                            "reasoning.effort",
                            "unsupported_value");
        }
        boolean off = reasoning.reasoningCanBeOff() && effort.asString("none").equals("none");
        if (reasoning != ReasoningModels.NONE && !off) {
            requireUnset("temperature");
            requireUnset("top_p");
            requireUnset("top_logprobs");
        }
    }

    private void requireUnset(String parameter) {
        JsonNode value = body.path(parameter);
        boolean standard = value.isMissingNode() || value.isNull() || value.isNumber() && value.doubleValue() == 1;
        if (!standard) {
            throw unsupported(parameter);
        }
    }

    private static Refusal unsupported(String parameter) {
        return Refusal.badRequest(
                "Unsupported parameter: '" + parameter + "' is not supported with this model.",
                parameter,
                "unsupported_parameter");
    }

    private void requireEncryptionAllowed() {
        boolean asked = false;
        for (JsonNode name : body.path("include")) {
            asked |= name.asString("").equals(ENCRYPTED);
        }
        if (asked && reasoning == ReasoningModels.NONE) {
            throw Refusal.badRequest("Encrypted content is not supported with this model.", "include", null);
        }
    }

    private void requireTools() {
        JsonNode tools = body.path("tools");
        for (int index = 0; index < tools.size(); index++) {
            JsonNode tool = tools.path(index);
            if (tool.path("parameters").isObject() && !tool.path("parameters").isEmpty()) {
                requireSchema(
                        "function '" + tool.path("name").asString("") + "'",
                        "tools[" + index + "].parameters",
                        tool.path("parameters"),
                        tool.path("strict").asBoolean(true));
            }
        }
        requireChosenTool();
        JsonNode format = body.path("text").path("format");
        if (format.has("schema")) {
            requireSchema(
                    "response_format '" + format.path("name").asString("") + "'",
                    "text.format.schema",
                    format.path("schema"),
                    format.path("strict").asBoolean(false));
        }
    }

    private static void requireSchema(String whose, String where, JsonNode schema, boolean strict) {
        SchemaRules rules = new SchemaRules(complaint ->
                Refusal.badRequest("Invalid schema for " + whose + ": " + complaint, where, "invalid_json_schema"));
        rules.require(schema, strict);
    }

    private void requireChosenTool() {
        JsonNode choice = body.path("tool_choice");
        boolean demanded = choice.isObject() || choice.asString("").equals("required");
        if (demanded && body.path("tools").isEmpty()) {
            throw Refusal.badRequest(
                    "Tool choice 'required' must be specified with 'tools' parameter.", "tool_choice", null);
        }
        String name = choice.path("name").asString("");
        if (name.isEmpty()) {
            return;
        }
        for (JsonNode tool : body.path("tools")) {
            if (tool.path("name").asString("").equals(name)) {
                return;
            }
        }
        throw Refusal.badRequest("Tool choice '" + name + "' not found in 'tools' parameter.", "tool_choice", null);
    }

    private void requireJsonWord() {
        boolean jsonObject =
                body.path("text").path("format").path("type").asString("").equals("json_object");
        String said = body.path("input").toString() + body.path("instructions");
        if (jsonObject && !said.toLowerCase(Locale.ROOT).contains("json")) {
            throw Refusal.badRequest(
                    "Response input messages must contain the word 'json' in some form to use 'text.format' of type "
                            + "'json_object'.",
                    "input",
                    null);
        }
    }
}
