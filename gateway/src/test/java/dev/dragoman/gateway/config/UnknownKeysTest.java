package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeysTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            modle_list: []                              | modle_list: an unknown key (expected: perhaps model_list)
            general_settings: {maser_key: sk-1}         | general_settings.maser_key: an unknown key (expected: perhaps master_key)
            general_settings: {routing_strategy: x}     | general_settings.routing_strategy: a key of another section (expected: it in router_settings)
            general_settings: {drop_params: true}       | general_settings.drop_params: a key of another section (expected: it in litellm_settings)
            router_settings: {master_key: sk-1}         | router_settings.master_key: a key of another section (expected: it in general_settings)
            master_key: sk-1                            | master_key: a key of another section (expected: it in general_settings)
            dragoman_settings: {tls: {certficate: x}}   | dragoman_settings.tls.certficate: an unknown key (expected: perhaps certificate)
            litellm_settings: {frobnicate: 1}           | litellm_settings.frobnicate: an unknown key (expected: a key of litellm_settings)
            """)
    void anUnknownKeyOfASectionIsToldWithWhatWasMeant(String line, String problem) {
        List<String> problems = Configs.in(folder).problems(line + "\n");

        assertThat(problems).contains("config.yaml:1: warning: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {model: mock/echo, temprature: 1}     | litellm_params.temprature: an unknown key (expected: perhaps temperature)
            {model: mock/echo, api_bas: x}        | litellm_params.api_bas: an unknown key (expected: perhaps api_base)
            {model: mock/echo, api_kye: x}        | litellm_params.api_kye: an unknown key (expected: perhaps api_key)
            {model: mock/echo, temp: 1}           | litellm_params.temp: no known key or parameter (expected: one; the provider gets it as it stands)
            {model: mock/echo, max_token: 1}      | litellm_params.max_token: an unknown key (expected: perhaps max_tokens)
            {model: mock/echo, rmp: 1}            | litellm_params.rmp: an unknown key (expected: perhaps rpm)
            {model: mock/echo, access_groups: []} | litellm_params.access_groups: a key of another section (expected: it in model_info)
            """)
    void aLikelyMistakeInParametersIsTold(String params, String problem) {
        List<String> problems =
                Configs.in(folder).problems("model_list:\n- model_name: chat\n  litellm_params: " + params + "\n");

        assertThat(problems).containsExactly("config.yaml:3: warning: model_list[0](chat)." + problem);
    }

    @Test
    void aMistypedModelIsNamedBesideTheMissingOne() {
        List<String> problems = Configs.in(folder).problems("""
                model_list:
                  - model_name: chat
                    litellm_params: {modle: mock/echo}
                """);

        assertThat(problems)
                .contains(
                        "config.yaml:3: error: model_list[0](chat).litellm_params.model: nothing (expected: the provider"
                                + " and its model, such as openai/gpt-4o; perhaps it is what modle says)");
    }

    @Test
    void aMistypedNameIsNamedBesideTheMissingOne() {
        List<String> problems = Configs.in(folder).problems("""
                model_list:
                  - modelname: chat
                    litelm_params: {model: mock/echo}
                """);

        assertThat(problems)
                .anyMatch(problem -> problem.contains("perhaps it is what modelname says"))
                .anyMatch(problem -> problem.contains("perhaps it is what litelm_params says"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            temperature: hot   | "hot" (expected: a number of at least 0)
            max_tokens: many   | "many" (expected: a whole number of at least 1)
            tools: hammer      | "hammer" (expected: a list)
            """)
    void aParameterOfTheWrongKindIsTold(String line, String told) {
        List<String> problems = Configs.in(folder)
                .problems("model_list: [{model_name: a, litellm_params: {model: mock/echo, " + line + "}}]\n");

        assertThat(problems).singleElement().asString().contains(told);
    }

    @Test
    void aNameThatNoModelHasIsTold() {
        List<String> problems = Configs.in(folder).problems("""
                router_settings: {model_group_alias: {gpt-4: chatt, old: gone, fine: chat}}
                general_settings: {completion_model: fine}
                model_list: [{model_name: chat, litellm_params: {model: mock/echo}}]
                """);

        assertThat(problems)
                .containsExactly(
                        "config.yaml:1: warning: router_settings.model_group_alias.gpt-4: \"chatt\" (expected: perhaps chat)",
                        "config.yaml:1: warning: router_settings.model_group_alias.old: \"gone\" (expected: a model_name of"
                                + " model_list)");
    }

    @Test
    void anyParameterIsPassedOn() {
        ModelParams params = Configs.in(folder).params("""
                model_list:
                  - model_name: chat
                    litellm_params: {model: mock/echo, brand_new: 3}
                """);

        assertThat(params.defaults().names()).contains("brand_new");
    }

    @Test
    void anyOtherParameterIsTheProviders() {
        List<String> problems = Configs.in(folder).problems("""
                model_list:
                  - model_name: chat
                    litellm_params: {model: mock/echo, top_k: 3, safe_prompt: true, mirostat_tau: 1, top_p: 0.5}
                    model_info: {anything: at all}
                """);

        assertThat(problems).isEmpty();
    }

    @Test
    void aParameterBesideItsPlaceIsTold() {
        List<String> problems = Configs.in(folder).problems("""
                model_list:
                  - model_name: chat
                    api_key: sk-secret
                    litellm_params: {model: mock/echo}
                """);

        assertThat(problems)
                .containsExactly("config.yaml:3: warning: model_list[0](chat).api_key: a key of another section"
                        + " (expected: it in litellm_params)");
    }

    @Test
    void keysThatAskForNothingAreAcceptedSilently() {
        List<String> problems = Configs.in(folder).problems("""
                general_settings: {store_model_in_db: false, alerting: [], proxy_batch_write_at: 10, cancel_on_disconnect: false}
                litellm_settings: {callbacks: [], cache: false, cache_params: {}, set_verbose: no, telemetry: false}
                router_settings: {routing_strategy: simple-shuffle, allowed_fails: 3, cooldown_time: 5s}
                model_list:
                  - model_name: chat
                    litellm_params: {model: mock/echo, tags: []}
                    model_info: {supports_telepathy: true, mode: chat}
                guardrails: []
                mcp_servers: {}
                """);

        assertThat(problems).isEmpty();
    }

    @Test
    void aKeyThatIsNotActedOnYetIsToldOnce() {
        List<String> problems = Configs.in(folder).problems("""
                litellm_settings:
                  force_ipv4: true
                router_settings:
                  cache_responses: true
                model_list:
                  - model_name: a
                    litellm_params:
                      model: mock/echo
                      prompt_id: p
                  - model_name: b
                    litellm_params:
                      model: mock/echo
                      prompt_id: p
                """);

        assertThat(problems)
                .containsExactly(
                        "config.yaml:2: warning: litellm_settings.force_ipv4: known, but not acted on yet",
                        "config.yaml:4: warning: router_settings.cache_responses: known, but not acted on yet",
                        "config.yaml:9: warning: model_list[0](a).litellm_params.prompt_id: known, but not"
                                + " acted on yet");
    }

    @Test
    void aVariableThatIsNotActedOnYetIsTold() {
        List<String> problems =
                Configs.in(folder).with(Map.of("DISABLE_SCHEMA_UPDATE", "true")).problems("model_list: []\n");

        assertThat(problems)
                .containsExactly("environment variable DISABLE_SCHEMA_UPDATE: warning:"
                        + " general_settings.disable_prisma_schema_update: known, but not acted on yet");
    }

    @Test
    void aWrongValueThatNothingDependsOnOnlyWarns() {
        List<String> problems = Configs.in(folder).problems("litellm_settings: {force_ipv4: perhaps}\n");

        assertThat(problems)
                .containsExactly(
                        "config.yaml:1: warning: litellm_settings.force_ipv4: \"perhaps\" (expected: true or false)");
    }
}
