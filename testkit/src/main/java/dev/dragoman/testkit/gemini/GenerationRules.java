package dev.dragoman.testkit.gemini;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The ranges of the generation settings and the rules between them. */
final class GenerationRules {

    private static final int MOST_STOP_SEQUENCES = 5;
    private static final int MOST_CANDIDATES = 8;
    private static final List<String> MIME_TYPES =
            List.of("text/plain", "application/json", "text/x.enum", "application/xml", "application/yaml");

    private final JsonNode config;
    private final String model;
    private final Complaints complaints;

    GenerationRules(JsonNode request, String model, Complaints complaints) {
        this.config = request.path("generationConfig");
        this.model = model;
        this.complaints = complaints;
    }

    void require() {
        requireRange("temperature", "temperature", 0, 2);
        requireRange("topP", "top_p", 0, 1);
        requireRange("presencePenalty", "presence_penalty", -2, 2);
        requireRange("frequencyPenalty", "frequency_penalty", -2, 2);
        requirePositive("topK", "top_k");
        requirePositive("maxOutputTokens", "max_output_tokens");
        requireRange("candidateCount", "candidate_count", 1, MOST_CANDIDATES);
        complaints.require(
                config.path("stopSequences").size() <= MOST_STOP_SEQUENCES,
                "generation_config.stop_sequences",
                "the number of stop_sequences must not exceed 5.");
        requireMimeType();
        if (config.has("responseSchema")) {
            new GeminiSchemaRules(complaints)
                    .require(config.path("responseSchema"), "generation_config.response_schema");
        }
    }

    /** What is refused alone, after the validator has passed. */
    void requireModel() {
        requireThinking(config.path("thinkingConfig"));
        if (config.has("logprobs") && !config.path("responseLogprobs").asBoolean(false)) {
            throw GeminiRefusal.badRequest("logprobs can only be set if response_logprobs is true.");
        }
        boolean both = config.has("responseSchema") && config.has("responseJsonSchema");
        if (both) {
            throw GeminiRefusal.badRequest(
                    "response_schema and response_json_schema cannot be set at the same time. Please use only one.");
        }
    }

    private void requireThinking(JsonNode thinking) {
        boolean generation3 = model.contains("gemini-3");
        if (thinking.has("thinkingBudget") && thinking.has("thinkingLevel")) {
            throw GeminiRefusal.badRequest("You can only set only one of thinking budget and thinking level.");
        }
        if (thinking.has("thinkingLevel") && model.matches("gemini-[12][.-].*")) {
            throw GeminiRefusal.badRequest("Thinking level is not supported for this model.");
        }
        int budget = thinking.path("thinkingBudget").asInt(-1);
        if (budget < -1 || !generation3 && budget > mostThinking()) {
            throw GeminiRefusal.badRequest("The thinking budget " + budget
                    + " is invalid. Please choose a value between " + leastThinking() + " and " + mostThinking() + ".");
        }
        if (budget == 0 && model.contains("pro")) {
            throw GeminiRefusal.badRequest("Budget 0 is invalid. This model only works in thinking mode.");
        }
        if (budget > 0 && !generation3 && budget < leastThinking()) {
            throw GeminiRefusal.badRequest("The thinking budget " + budget
                    + " is invalid. Please choose a value between " + leastThinking() + " and " + mostThinking() + ".");
        }
    }

    private int leastThinking() {
        return model.contains("lite") ? 512 : model.contains("pro") ? 128 : 0;
    }

    private int mostThinking() {
        return model.contains("pro") ? 32_768 : 24_576;
    }

    private void requireRange(String field, String name, double min, double max) {
        JsonNode value = config.path(field);
        boolean fine = value.isMissingNode() || value.asDouble() >= min && value.asDouble() <= max;
        complaints.require(
                fine, "generation_config." + name, name + " must be in the range [" + min + ", " + max + "].");
    }

    private void requirePositive(String field, String name) {
        JsonNode value = config.path(field);
        complaints.require(
                value.isMissingNode() || value.asLong() > 0, "generation_config." + name, name + " must be positive.");
    }

    private void requireMimeType() {
        String type = config.path("responseMimeType").asString("text/plain");
        complaints.require(
                MIME_TYPES.contains(type),
                "generation_config.response_mime_type",
                "allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and "
                        + "`text/x.enum`.");
        boolean schema = config.has("responseSchema") || config.has("responseJsonSchema");
        complaints.require(
                !schema || !type.equals("text/plain"),
                "generation_config.response_schema",
                "only allowed when response_mime_type is `application/json` or `text/x.enum`.");
    }
}
