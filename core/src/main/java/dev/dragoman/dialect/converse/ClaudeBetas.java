package dev.dragoman.dialect.converse;

import java.util.ArrayList;
import java.util.List;

/**
 * The beta features of Anthropic's API that Bedrock knows: it refuses a call that announces another, and any call of another maker's
 * model that announces one.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html">AWS:
 *     Anthropic Claude messages, anthropic_beta</a>
 */
final class ClaudeBetas {

    /** What runs on Anthropic's own servers, or is everybody's at Bedrock. */
    private static final List<String> UNKNOWN = List.of(
            "advanced-tool-use-",
            "advisor-tool-",
            "afk-mode-",
            "claude-code-",
            "code-execution-",
            "extended-cache-ttl-",
            "fast-mode-",
            "files-api-",
            "mcp-client-",
            "mcp-servers-",
            "message-batches-",
            "oauth-",
            "pdfs-",
            "prompt-caching-",
            "redact-thinking-",
            "skills-",
            "token-counting-",
            "web-fetch-",
            "web-search-");

    private ClaudeBetas() {}

    /** Those of the features that the model may be told of. */
    static List<String> here(List<String> announced, ConverseModel model) {
        boolean claude =
                model.family() == ConverseModel.Family.CLAUDE || model.family() == ConverseModel.Family.UNKNOWN;
        List<String> here = new ArrayList<>(announced.size());
        for (String beta : announced) {
            if (claude && UNKNOWN.stream().noneMatch(beta::startsWith)) {
                here.add(beta);
            }
        }
        return here;
    }
}
