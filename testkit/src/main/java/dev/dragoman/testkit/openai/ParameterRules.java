package dev.dragoman.testkit.openai;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The rules between parameters that hold for every model. */
final class ParameterRules {

    private ParameterRules() {}

    static void require(JsonNode body) {
        requireOneTokenLimit(body);
        requireOnlyWith(body, "stream_options", body.path("stream").asBoolean(false), "stream' is enabled");
        requireOnlyWith(body, "top_logprobs", body.path("logprobs").asBoolean(false), "logprobs' is enabled");
        requireOnlyWith(body, "metadata", body.path("store").asBoolean(false), "store' is enabled");
        for (String parameter : List.of("parallel_tool_calls", "tool_choice")) {
            requireAllowedWith(body, parameter, "tools");
        }
        requireAllowedWith(body, "function_call", "functions");
        requireAudio(body);
        requireJsonWord(body);
    }

    private static void requireOneTokenLimit(JsonNode body) {
        if (body.hasNonNull("max_tokens") && body.hasNonNull("max_completion_tokens")) {
            throw Refusal.badRequest(
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                    "max_tokens",
                    "invalid_parameter_combination");
        }
    }

    private static void requireOnlyWith(JsonNode body, String parameter, boolean enabled, String condition) {
        if (body.hasNonNull(parameter) && !enabled) {
            throw Refusal.badRequest(
                    "The '" + parameter + "' parameter is only allowed when '" + condition + ".", parameter, null);
        }
    }

    private static void requireAllowedWith(JsonNode body, String parameter, String other) {
        boolean given =
                body.hasNonNull(parameter) && !body.path(parameter).asString("").equals("none");
        if (given && body.path(other).isEmpty()) {
            throw Refusal.badRequest(
                    "Invalid value for '" + parameter + "': '" + parameter + "' is only allowed when '" + other
                            + "' are specified.",
                    parameter,
                    null);
        }
    }

    private static void requireAudio(JsonNode body) {
        boolean spoken = false;
        for (JsonNode modality : body.path("modalities")) {
            spoken |= modality.asString("").equals("audio");
        }
        if (spoken && !body.hasNonNull("audio")) {
            throw OpenAiComplaints.missing("audio");
        }
        String format = body.path("audio").path("format").asString("pcm16");
        if (spoken && body.path("stream").asBoolean(false) && !format.equals("pcm16")) {
            throw Refusal.badRequest(
                    "Unsupported value: 'audio.format' does not support '" + format
                            + "' when stream=true. Supported values are: 'pcm16'.",
                    "audio.format",
                    "unsupported_value");
        }
    }

    private static void requireJsonWord(JsonNode body) {
        boolean jsonObject =
                body.path("response_format").path("type").asString("").equals("json_object");
        if (jsonObject
                && !body.path("messages").toString().toLowerCase(Locale.ROOT).contains("json")) {
            throw Refusal.badRequest(
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type "
                            + "'json_object'.",
                    "messages",
                    null);
        }
    }
}
