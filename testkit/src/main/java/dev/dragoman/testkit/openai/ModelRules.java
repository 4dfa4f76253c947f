package dev.dragoman.testkit.openai;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The parameters that a model refuses because of what it is. */
final class ModelRules {

    private static final List<String> NOT_WHILE_REASONING =
            List.of("top_p", "presence_penalty", "frequency_penalty", "logprobs", "top_logprobs", "logit_bias");

    private final JsonNode body;
    private final String model;
    private final ReasoningModels reasoning;

    private ModelRules(JsonNode body, String model) {
        this.body = body;
        this.model = model;
        this.reasoning = ReasoningModels.of(model);
    }

    static void require(JsonNode body, String model) {
        ModelRules rules = new ModelRules(body, model);
        if (rules.reasoning == ReasoningModels.NONE) {
            rules.requireNoReasoning();
        } else {
            rules.requireEffort();
            rules.requireReasoningParameters();
            rules.requireToolsAllowed();
        }
    }

    private void requireNoReasoning() {
        if (body.hasNonNull("reasoning_effort")) {
            throw OpenAiComplaints.unrecognized("reasoning_effort");
        }
        String verbosity = body.path("verbosity").asString("medium");
        if (!verbosity.equals("medium")) {
            throw unsupportedValue("verbosity", verbosity, List.of("medium"));
        }
    }

    private void requireEffort() {
        JsonNode effort = body.path("reasoning_effort");
        if (effort.isString() && !reasoning.efforts().contains(effort.stringValue())) {
            throw reasoning.efforts().isEmpty()
                    ? unsupported("reasoning_effort", "")
                    : unsupportedValue("reasoning_effort", effort.stringValue(), reasoning.efforts());
        }
        if (!reasoning.isGpt5() && body.hasNonNull("verbosity")) {
            throw unsupported("verbosity", "");
        }
    }

    private void requireReasoningParameters() {
        if (body.hasNonNull("max_tokens")) {
            throw unsupported("max_tokens", " Use 'max_completion_tokens' instead.");
        }
        if (!isReasoningOff()) {
            requireDefaultTemperature();
            NOT_WHILE_REASONING.forEach(this::requireUnset);
        }
        for (String parameter : refusedAlways()) {
            requireUnset(parameter);
        }
        if (reasoning == ReasoningModels.O1_PREVIEW) {
            requireNoSystemMessage();
        }
    }

    private boolean isReasoningOff() {
        return reasoning.reasoningCanBeOff()
                && body.path("reasoning_effort").asString("none").equals("none");
    }

    private List<String> refusedAlways() {
        List<String> refused = new ArrayList<>(List.of("prediction", "audio", "stop"));
        if (!reasoning.isGpt5()) {
            refused.add("parallel_tool_calls");
        }
        return refused;
    }

    private void requireDefaultTemperature() {
        JsonNode temperature = body.path("temperature");
        if (temperature.isNumber() && temperature.doubleValue() != 1) {
            throw Refusal.badRequest(
                    "Unsupported value: 'temperature' does not support " + temperature
                            + " with this model. Only the default (1) value is supported.",
                    "temperature",
                    "unsupported_value");
        }
    }

    private void requireUnset(String parameter) {
        JsonNode value = body.path(parameter);
        boolean given = !value.isMissingNode() && !value.isNull();
        if (given && !isDefault(parameter, value)) {
            throw unsupported(parameter, "");
        }
    }

    private static boolean isDefault(String parameter, JsonNode value) {
        return switch (parameter) {
            case "logprobs" -> !value.asBoolean(true);
            case "top_p" -> value.asDouble(0) == 1;
            case "presence_penalty", "frequency_penalty" -> value.asDouble(1) == 0;
            default -> false;
        };
    }

    private void requireNoSystemMessage() {
        JsonNode messages = body.path("messages");
        for (int index = 0; index < messages.size(); index++) {
            String role = messages.path(index).path("role").asString("");
            if (role.equals("system") || role.equals("developer")) {
                String where = "messages[" + index + "].role";
                throw Refusal.badRequest(
                        "Unsupported value: '" + where + "' does not support '" + role + "' with this model.",
                        where,
                        "unsupported_value");
            }
        }
    }

    private void requireToolsAllowed() {
        boolean tools = !body.path("tools").isEmpty();
        String effort = body.path("reasoning_effort").asString("");
        if (tools && reasoning == ReasoningModels.GPT_5_4 && !effort.isEmpty() && !effort.equals("none")) {
            throw toolsRefused("Please use /v1/responses instead.");
        }
        if (tools && reasoning == ReasoningModels.GPT_5_6 && !effort.equals("none")) {
            throw toolsRefused("To use function tools, use /v1/responses or set reasoning_effort to 'none'.");
        }
    }

    private Refusal toolsRefused(String advice) {
        return Refusal.badRequest(
                "Function tools with reasoning_effort are not supported for " + model + " in /v1/chat/completions. "
                        + advice,
                "reasoning_effort",
                null);
    }

    private static Refusal unsupported(String parameter, String advice) {
        return Refusal.badRequest(
                "Unsupported parameter: '" + parameter + "' is not supported with this model." + advice,
                parameter,
                "unsupported_parameter");
    }

    private static Refusal unsupportedValue(String parameter, String value, List<String> supported) {
        return Refusal.badRequest(
                "Unsupported value: '" + parameter + "' does not support '" + value
                        + "' with this model. Supported values are: " + OpenAiComplaints.listed(supported) + ".",
                parameter,
                "unsupported_value");
    }
}
