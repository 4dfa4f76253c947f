package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedModelsTest {

    private static List<String> names(Map<String, String> variables) {
        return ConfigLoader.embedded(new Environment(variables)).settings().models().stream()
                .map(ModelEntry::modelName)
                .toList();
    }

    @Test
    void withoutAnyKeyThereIsTheEcho() {
        assertThat(names(Map.of())).containsExactly("mock/echo");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_API_KEY,openai/*",
        "ANTHROPIC_API_KEY,anthropic/*",
        "ANTHROPIC_AUTH_TOKEN,anthropic/*",
        "GEMINI_API_KEY,gemini/*",
        "GOOGLE_API_KEY,gemini/*",
        "AZURE_API_KEY AZURE_API_BASE,azure/*",
        "AZURE_OPENAI_API_KEY AZURE_API_BASE,azure/*",
        "AZURE_AD_TOKEN AZURE_API_BASE,azure/*",
        "GROQ_API_KEY,groq/*",
        "HOSTED_VLLM_API_BASE,hosted_vllm/*",
        "CLOUDFLARE_API_KEY CLOUDFLARE_ACCOUNT_ID,cloudflare/*",
        "VERTEXAI_PROJECT,vertex_ai/*",
        "VERTEXAI_CREDENTIALS,vertex_ai/*"
    })
    void aKeyInTheEnvironmentMakesAWildcard(String variables, String model) {
        Map<String, String> set =
                Arrays.stream(variables.split(" ", -1)).collect(Collectors.toMap(name -> name, name -> "value"));

        assertThat(names(set)).containsExactly(model, "mock/echo");
    }

    @Test
    void azureNeedsItsAddress() {
        assertThat(names(Map.of("AZURE_API_KEY", "key"))).containsExactly("mock/echo");
    }

    @Test
    void aKeyThatIsEmptyIsNone() {
        assertThat(names(Map.of("OPENAI_API_KEY", ""))).containsExactly("mock/echo");
    }

    @Test
    void everythingElseHasItsDefault() {
        Settings settings =
                ConfigLoader.embedded(new Environment(Map.of("PORT", "4711"))).settings();

        assertThat(settings.general()).isEqualTo(GeneralSettings.DEFAULTS);
        assertThat(settings.dragoman().port()).isEqualTo(4711);
    }

    @Test
    void mistakesInTheEnvironmentAreTold() {
        assertThatThrownBy(() -> ConfigLoader.embedded(new Environment(Map.of("PORT", "many"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environment variable PORT");
    }
}
