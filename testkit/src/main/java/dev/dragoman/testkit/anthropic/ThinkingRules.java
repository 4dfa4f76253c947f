package dev.dragoman.testkit.anthropic;

import tools.jackson.databind.JsonNode;

/** The rules between thinking, sampling, the token limit and the history. */
final class ThinkingRules {

    private static final String DOCUMENTATION = "Please consult our documentation at "
            + "https://docs.claude.com/en/docs/build-with-claude/extended-thinking";

    private final JsonNode body;
    private final JsonNode thinking;
    private final ClaudeModel model;

    private ThinkingRules(JsonNode body) {
        this.body = body;
        this.thinking = body.path("thinking");
        this.model = ClaudeModel.of(body.path("model").asString(""));
    }

    static void require(JsonNode body) {
        ThinkingRules rules = new ThinkingRules(body);
        rules.requireSampling();
        switch (rules.thinking.path("type").asString("disabled")) {
            case "enabled" -> rules.requireBudget();
            case "adaptive" -> rules.requireAdaptive();
            default -> {
                return;
            }
        }
        rules.requireThinkingSampling();
        rules.requireFreeToolChoice();
        rules.requireThinkingHistory();
    }

    private void requireSampling() {
        if (model.samplesByItself()) {
            boolean plain = body.path("temperature").asDouble(1) == 1;
            for (String parameter : new String[] {"temperature", "top_p", "top_k"}) {
                if (body.has(parameter) && !(parameter.equals("temperature") && plain)) {
                    throw AnthropicRefusal.badRequest("`" + parameter + "` is deprecated for this model.");
                }
            }
        }
        if (model.takesOneSamplingParameter() && body.has("temperature") && body.has("top_p")) {
            throw AnthropicRefusal.badRequest(
                    "`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
        }
    }

    private void requireBudget() {
        if (model.onlyThinksAdaptively()) {
            throw AnthropicRefusal.badRequest("\"thinking.type.enabled\" is not supported for this model. Use "
                    + "\"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.");
        }
        if (body.has("max_tokens")
                && body.path("max_tokens").asInt()
                        <= thinking.path("budget_tokens").asInt()) {
            throw AnthropicRefusal.badRequest("`max_tokens` must be greater than `thinking.budget_tokens`. "
                    + DOCUMENTATION + "#max-tokens-and-context-window-size");
        }
    }

    private void requireAdaptive() {
        if (!model.thinksAdaptively()) {
            throw AnthropicRefusal.badRequest("adaptive thinking is not supported on this model");
        }
    }

    private void requireThinkingSampling() {
        if (body.path("temperature").asDouble(1) != 1) {
            throw AnthropicRefusal.badRequest("`temperature` may only be set to 1 when thinking is enabled. "
                    + DOCUMENTATION + "#important-considerations-when-using-extended-thinking");
        }
        if (body.has("top_k")) {
            throw AnthropicRefusal.badRequest("`top_k` must be unset when thinking is enabled. " + DOCUMENTATION
                    + "#important-considerations-when-using-extended-thinking");
        }
        if (body.path("top_p").asDouble(1) < 0.95) {
            throw AnthropicRefusal.badRequest(
                    "`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled. " + DOCUMENTATION
                            + "#important-considerations-when-using-extended-thinking");
        }
    }

    private void requireFreeToolChoice() {
        String choice = body.path("tool_choice").path("type").asString("auto");
        if (choice.equals("any") || choice.equals("tool")) {
            throw AnthropicRefusal.badRequest("Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    /** With a budget, the turn that called the tools being answered must begin with its thinking. */
    private void requireThinkingHistory() {
        JsonNode messages = body.path("messages");
        int index = messages.size() - 2;
        boolean answersTools = !thinking.path("type").asString("").equals("adaptive")
                && index >= 0
                && holds(messages.path(index + 1), "tool_result")
                && holds(messages.path(index), "tool_use");
        String first = messages.path(index).path("content").path(0).path("type").asString("");
        if (answersTools && !first.equals("thinking") && !first.equals("redacted_thinking")) {
            throw AnthropicRefusal.badRequest("messages." + index
                    + ".content.0.type: Expected `thinking` or `redacted_thinking`, but found `" + first
                    + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking block "
                    + "(preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include "
                    + "thinking blocks from previous turns. To avoid this requirement, disable `thinking`. "
                    + DOCUMENTATION);
        }
    }

    private static boolean holds(JsonNode message, String type) {
        for (JsonNode block : message.path("content")) {
            if (block.path("type").asString("").equals(type)) {
                return true;
            }
        }
        return false;
    }
}
