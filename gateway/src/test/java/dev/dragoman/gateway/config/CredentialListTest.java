package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialListTest {

    private static final String CREDENTIALS = """
            credential_list:
              - credential_name: az-eu
                credential_values: {api_base: https://eu.example, api_key: of-list}
                credential_info: {custom_llm_provider: azure}
            """;

    @TempDir
    private Path folder;

    @Test
    void theModelsOwnValuesWin() {
        ModelParams params = Configs.in(folder).params(CREDENTIALS + """
                model_list:
                  - model_name: chat
                    litellm_params: {model: mine, litellm_credential_name: az-eu, api_key: own, api_base: null}
                """);

        assertThat(params.apiKey()).isEqualTo("own");
        assertThat(params.apiBase()).isEqualTo("https://eu.example");
        assertThat(params.provider()).isEqualTo("azure");
    }

    @Test
    void theModelsOwnValueWinsByWhateverName() {
        Configs configs = Configs.in(folder);

        ModelParams params = configs.params(CREDENTIALS + """
                model_list:
                  - model_name: chat
                    litellm_params: {model: mine, litellm_credential_name: az-eu, base_url: https://own.example}
                """);

        assertThat(params.apiBase()).isEqualTo("https://own.example");
        assertThat(configs.told(configs.read())).isEmpty();
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        List<String> problems = Configs.in(folder).problems(CREDENTIALS + """
                model_list:
                  - model_name: chat
                    litellm_params: {model: mine, litellm_credential_name: az-ue}
                """);

        assertThat(problems)
                .containsExactly("config.yaml:7: error: model_list[0](chat).litellm_params.litellm_credential_name:"
                        + " \"az-ue\" (expected: perhaps az-eu)");
    }

    @Test
    void aNameGivenTwiceIsAnError() {
        List<String> problems = Configs.in(folder).problems("""
                credential_list:
                  - {credential_name: a, credential_values: {}}
                  - {credential_name: a, credential_values: {}}
                """);

        assertThat(problems)
                .containsExactly(
                        "config.yaml:3: error: credential_list[1](a): \"a\" a second time (expected: each name once)");
    }

    @Test
    void credentialsWithoutANameAreAnError() {
        List<String> problems = Configs.in(folder).problems("credential_list: [{credential_values: {}}, 7]\n");

        assertThat(problems)
                .containsExactly(
                        "config.yaml:1: error: credential_list[0]: no credential_name (expected: a name for these credentials)",
                        "config.yaml:1: error: credential_list[1]: (hidden) (expected: a map)");
    }
}
