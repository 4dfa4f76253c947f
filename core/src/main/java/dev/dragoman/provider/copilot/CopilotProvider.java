package dev.dragoman.provider.copilot;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Provider;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code github_copilot}: the models of a GitHub Copilot subscription.
 *
 * @see <a href="https://docs.github.com/en/copilot/using-github-copilot/ai-models">GitHub: AI models for Copilot</a>
 */
public final class CopilotProvider {

    /** Its name in a model string. */
    public static final String NAME = "github_copilot";

    private CopilotProvider() {}

    /** The provider; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        return new Provider(
                NAME,
                "GitHub Copilot",
                openai,
                new CopilotAddress(),
                new CopilotCredentials(),
                new CopilotQuirks(),
                List.of("GITHUB_COPILOT_TOKEN"),
                List.of("GITHUB_COPILOT_API_BASE"),
                Map.of(
                        "github_copilot_token_dir", "GITHUB_COPILOT_TOKEN_DIR",
                        "github_copilot_access_token_file", "GITHUB_COPILOT_ACCESS_TOKEN_FILE",
                        "github_copilot_api_key_url", "GITHUB_COPILOT_API_KEY_URL",
                        "github_copilot_client_id", "GITHUB_COPILOT_CLIENT_ID",
                        "github_copilot_device_code_url", "GITHUB_COPILOT_DEVICE_CODE_URL",
                        "github_copilot_access_token_url", "GITHUB_COPILOT_ACCESS_TOKEN_URL",
                        "HOME", "HOME"));
    }
}
