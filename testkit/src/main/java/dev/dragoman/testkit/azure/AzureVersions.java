package dev.dragoman.testkit.azure;

import dev.dragoman.testkit.openai.Refusal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Which parameters exist since which dated api-version. */
final class AzureVersions {

    private static final Map<String, String> SINCE = Map.of(
            "tools", "2023-12-01",
            "tool_choice", "2023-12-01",
            "parallel_tool_calls", "2024-08-01",
            "max_completion_tokens", "2024-09-01",
            "stream_options", "2024-09-01");
    private static final String SCHEMAS_SINCE = "2024-08-01";
    private static final String RESPONSES_SINCE = "2025-03-01";

    private AzureVersions() {}

    static void require(JsonNode body, String version) {
        for (String parameter : body.propertyNames()) {
            if (isBefore(version, SINCE.getOrDefault(parameter, ""))) {
                throw Refusal.badRequest("Unknown parameter: '" + parameter + "'.", parameter, "unknown_parameter");
            }
        }
        boolean schema = body.path("response_format").path("type").asString("").equals("json_schema");
        if (schema && isBefore(version, SCHEMAS_SINCE)) {
            throw Refusal.badRequest(
                    "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later",
                    "response_format",
                    null);
        }
    }

    static void requireResponses(String version) {
        if (isBefore(version, RESPONSES_SINCE)) {
            throw Refusal.badRequest(
                    "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later",
                    null,
                    null);
        }
    }

    /** Dated versions order like text; names such as {@code preview} come after all dates. */
    private static boolean isBefore(String version, String since) {
        return version.compareTo(since) < 0;
    }
}
