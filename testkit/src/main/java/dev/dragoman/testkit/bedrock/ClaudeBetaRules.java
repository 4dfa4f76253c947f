package dev.dragoman.testkit.bedrock;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Beta features stand in {@code additionalModelRequestFields.anthropic_beta}: another maker's model refuses the member, and Claude
 * refuses features that are not at Bedrock.
 */
final class ClaudeBetaRules {

    private static final String MEMBER = "anthropic_beta";
    private static final List<String> KNOWN = List.of(
            "computer-use-",
            "context-1m-",
            "context-management-",
            "dev-full-thinking-",
            "effort-",
            "fine-grained-tool-streaming-",
            "interleaved-thinking-",
            "output-128k-",
            "structured-outputs-",
            "token-efficient-tools-",
            "tool-examples-",
            "tool-search-tool-");

    private ClaudeBetaRules() {}

    static void require(JsonNode body, String path) {
        JsonNode fields = body.path("additionalModelRequestFields");
        if (!fields.has(MEMBER)) {
            return;
        }
        if (!path.contains("anthropic.") || !fields.path(MEMBER).isArray()) {
            throw BedrockRefusal.validation(
                    "The model returned the following errors: unknown variant `" + MEMBER + "`");
        }
        for (JsonNode beta : fields.path(MEMBER)) {
            if (KNOWN.stream().noneMatch(beta.asString("")::startsWith)) {
                throw BedrockRefusal.validation("The model returned the following errors: invalid beta flag");
            }
        }
    }
}
