package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelListTest {

    private static final String ENTRY = """
            model_list:
              - model_name: chat
                litellm_params: {model: openai/gpt-4o, %s}
            """;

    @TempDir
    private Path folder;

    private Configs configs() {
        return Configs.in(folder);
    }

    private ModelParams params(String more) {
        return configs().params(ENTRY.formatted(more));
    }

    @Test
    void everyParameterIsRead() {
        ModelParams params = configs().params("""
                model_list:
                  - model_name: chat
                    litellm_params:
                      model: gpt-4o-eu
                      custom_llm_provider: azure
                      api_key: key
                      api_base: https://eu.example
                      api_version: 2025-04-01-preview
                      organization: org-1
                      azure_ad_token: token
                      tenant_id: tenant
                      client_id: client
                      client_secret: secret
                      azure_scope: scope
                      timeout: 10
                      stream_timeout: 5
                      num_retries: 3
                      order: 2
                      weight: 0.5
                      rpm: 100
                      tpm: 20000
                      drop_params: true
                      additional_drop_params: [seed, "tools[*].strict"]
                      allowed_openai_params: [tools]
                      extra_headers: {x-number: 7, x-text: text, x-truth: true}
                      extra_body: {a: {b: 1}, c: null}
                      mock_response: Hello
                      temperature: 0.2
                      max_tokens: 100
                      top_k: 40
                """);

        assertThat(params.model()).isEqualTo("gpt-4o-eu");
        assertThat(params.provider()).isEqualTo("azure");
        assertThat(params.apiKey()).isEqualTo("key");
        assertThat(params.apiBase()).isEqualTo("https://eu.example");
        assertThat(params.apiVersion()).isEqualTo("2025-04-01-preview");
        assertThat(params.settings())
                .isEqualTo(Map.of(
                        "organization", "org-1",
                        "azure_ad_token", "token",
                        "tenant_id", "tenant",
                        "client_id", "client",
                        "client_secret", "secret",
                        "azure_scope", "scope",
                        "mock_response", "Hello"));
        assertThat(params.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(params.streamTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(params.retries()).isEqualTo(3);
        assertThat(params.order()).isEqualTo(2);
        assertThat(params.weight()).isEqualTo(0.5);
        assertThat(params.rpm()).isEqualTo(100);
        assertThat(params.tpm()).isEqualTo(20_000);
        assertThat(params.dropParams()).isTrue();
        assertThat(params.additionalDropParams()).containsExactly("seed", "tools[*].strict");
        assertThat(params.allowedOpenaiParams()).containsExactly("tools");
        assertThat(params.extraHeaders()).isEqualTo(Map.of("x-number", "7", "x-text", "text", "x-truth", "true"));
        assertThat(params.extraBody().toString()).isEqualTo("{\"a\":{\"b\":1},\"c\":null}");
        assertThat(params.defaults().toString()).isEqualTo("{\"temperature\":0.2,\"max_tokens\":100,\"top_k\":40}");
    }

    @Test
    void nothingButAModelIsEnough() {
        ModelParams params = configs().params("model_list: [{model_name: a, litellm_params: {model: mock/echo}}]\n");

        assertThat(params.settings()).isEmpty();
        assertThat(params.defaults().isEmpty()).isTrue();
        assertThat(params.extraBody().isEmpty()).isTrue();
        assertThat(params.extraHeaders()).isEmpty();
        assertThat(params.timeout()).isNull();
        assertThat(params.weight()).isNull();
        assertThat(params.dropParams()).isNull();
    }

    @Test
    void pricesAndOtherSettingsAreNotSentToTheProvider() {
        ModelParams params =
                params("input_cost_per_token: 0.1, output_cost_per_image_token: 1, tags: [a], vertex_project: p");

        assertThat(params.defaults().isEmpty()).isTrue();
        assertThat(params.settings()).isEqualTo(Map.of("vertex_project", "p"));
    }

    @Test
    void oldNamesAreUnderstood() {
        ModelParams params = params("base_url: https://one.example, headers: {x-old: name}, max_retries: 4");

        assertThat(params.apiBase()).isEqualTo("https://one.example");
        assertThat(params.extraHeaders()).isEqualTo(Map.of("x-old", "name"));
        assertThat(params.retries()).isEqualTo(4);
    }

    @Test
    void theNewNameWinsOverTheOldOne() {
        Configs configs = configs();

        ModelParams params = configs.params(ENTRY.formatted("base_url: https://old, api_base: https://new"));
        List<String> problems = configs.told(configs.read());

        assertThat(params.apiBase()).isEqualTo("https://new");
        assertThat(problems).singleElement().asString().contains("base_url: another name of api_base");
    }

    @Test
    void numbersMayBeTexts() {
        ModelParams params = params("rpm: \"60\", timeout: \"1m\", weight: \"2\"");

        assertThat(params.rpm()).isEqualTo(60);
        assertThat(params.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(params.weight()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"'timeout: 5, request_timeout: 7',5", "'request_timeout: 7',7", "'timeout: 0, request_timeout: 7',7"})
    void timeoutWinsOverRequestTimeout(String written, int seconds) {
        assertThat(params(written).timeout()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void ratesBesideTheParametersWinAndThoseInModelInfoComeLast() {
        Settings settings = configs().settings("""
                model_list:
                  - {model_name: a, rpm: 1, litellm_params: {model: mock/echo, rpm: 2}, model_info: {rpm: 3}}
                  - {model_name: b, litellm_params: {model: mock/echo, rpm: 2}, model_info: {rpm: 3}}
                  - {model_name: c, litellm_params: {model: mock/echo}, model_info: {rpm: 3}}
                """);

        assertThat(settings.models()).extracting(entry -> entry.params().rpm()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aListOfOrganizationsMakesADeploymentForEach() {
        Settings settings = configs().settings("""
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, organization: [org-1, org-2]}
                    model_info: {id: mine}
                """);

        assertThat(settings.models()).extracting(ModelEntry::id).containsExactly("mine-org-1", "mine-org-2");
        assertThat(settings.models())
                .extracting(entry -> entry.params().settings().get("organization"))
                .containsExactly("org-1", "org-2");
    }

    @Test
    void modelInfoIsKeptAsGiven() {
        ModelEntry entry = configs().settings("""
                model_list:
                  - model_name: chat
                    litellm_params: {model: azure/mine, base_model: azure/gpt-4o}
                    model_info: {mode: chat, note: {any: thing}, max_tokens: 100}
                """).models().getFirst();

        assertThat(entry.info().toString())
                .isEqualTo("{\"mode\":\"chat\",\"note\":{\"any\":\"thing\"},\"max_tokens\":100,"
                        + "\"base_model\":\"azure/gpt-4o\"}");
        assertThat(entry.location().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "' '", "~", "os.environ/NO_SUCH"})
    void aModelWithoutANameIsAnError(String nothing) {
        List<String> problems = configs()
                .problems("model_list:\n- litellm_params: {model: mock/echo}\n  model_name: " + nothing + "\n");

        assertThat(problems)
                .anyMatch(problem -> problem.startsWith("config.yaml:3: error: model_list[0]")
                        && problem.endsWith("model_name: nothing (expected: the public name of the model)"));
    }

    @ParameterizedTest
    @CsvSource({"development,1", "production,2", "staging,2"})
    void entriesMayCountInSomeEnvironmentsOnly(String environment, int models) {
        Settings settings =
                configs().with(Map.of("LITELLM_ENVIRONMENT", environment)).settings("""
                model_list:
                  - {model_name: a, litellm_params: {model: mock/echo}}
                  - {model_name: b, litellm_params: {model: mock/echo},
                     model_info: {supported_environments: [production, staging]}}
                """);

        assertThat(settings.models()).hasSize(models);
    }

    @Test
    void anUnknownEnvironmentIsAnError() {
        List<String> problems =
                configs().with(Map.of("LITELLM_ENVIRONMENT", "home")).problems("model_list: []\n");

        assertThat(problems)
                .containsExactly("environment variable LITELLM_ENVIRONMENT: error: \"home\""
                        + " (expected: one of development, staging, production)");
    }

    @Test
    void brokenEntriesMayBeSkippedWithAWarning() {
        Configs configs = configs();

        Settings settings = configs.settings("""
                router_settings: {ignore_invalid_deployments: true}
                model_list:
                  - {model_name: broken, litellm_params: {model: mock/echo, rpm: many}}
                  - {model_name: nameless}
                  - {model_name: fine, litellm_params: {model: mock/echo}}
                """);
        List<String> problems = configs.told(configs.read());

        assertThat(settings.models()).extracting(ModelEntry::modelName).containsExactly("fine");
        assertThat(problems).hasSize(2).allMatch(problem -> problem.contains("warning: model_list["));
    }

    @Test
    void aHeaderMustBeASingleValue() {
        List<String> problems = configs().problems(ENTRY.formatted("extra_headers: {x-list: [a, b]}"));

        assertThat(problems)
                .containsExactly("config.yaml:3: error: model_list[0](chat).litellm_params.extra_headers: a map"
                        + " (expected: a map of texts)");
    }

    @Test
    void anAbsentVariableInAListIsLeftOut() {
        ModelParams params = params("allowed_openai_params: [tools, os.environ/NO_SUCH]");

        assertThat(params.allowedOpenaiParams()).containsExactly("tools");
    }

    @Test
    void aKeyWithADotIsAKey() {
        List<String> problems = configs().problems("general_settings: {one.master_key: x}\n");

        assertThat(problems).singleElement().asString().contains("general_settings.one.master_key: an unknown key");
    }

    @Test
    void aListIsNeeded() {
        List<String> problems = configs().problems("model_list: {chat: gpt-4o}\n");

        assertThat(problems).containsExactly("config.yaml:1: error: model_list: a map (expected: a list)");
    }
}
