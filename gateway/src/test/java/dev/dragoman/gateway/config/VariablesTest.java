package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariablesTest {

    @TempDir
    private Path folder;

    private Configs configs(Map<String, String> variables) {
        return Configs.in(folder).with(variables);
    }

    private static String model(String params) {
        return """
                model_list:
                  - model_name: chat
                    litellm_params: {model: mock/echo, %s}
                """.formatted(params);
    }

    @Test
    void aVariableStandsForAWholeValueAtAnyDepth() {
        ModelParams params = configs(Map.of("A", "one", "B", "two"))
                .params(model("nested: {list: [os.environ/A, {key: os.environ/B}]}"));

        assertThat(params.defaults().toString()).isEqualTo("{\"nested\":{\"list\":[\"one\",{\"key\":\"two\"}]}}");
    }

    @Test
    void aPartOfAValueStaysAsItIs() {
        ModelParams params = configs(Map.of("HOST", "example")).params(model("api_base: https://os.environ/HOST/v1"));

        assertThat(params.apiBase()).isEqualTo("https://os.environ/HOST/v1");
    }

    @Test
    void trueAndFalseBecomeBooleansInAnyCapitalisation() {
        ModelParams params =
                configs(Map.of("A", "True", "B", "FALSE")).params(model("one: os.environ/A, two: os.environ/B"));

        assertThat(params.defaults().toString()).isEqualTo("{\"one\":true,\"two\":false}");
    }

    @Test
    void numbersMayComeFromVariables() {
        ModelParams params = configs(Map.of("RPM", "60", "TIMEOUT", "1.5", "DROP", "true"))
                .params(model("rpm: os.environ/RPM, timeout: os.environ/TIMEOUT, drop_params: os.environ/DROP"));

        assertThat(params.rpm()).isEqualTo(60);
        assertThat(params.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(params.dropParams()).isTrue();
    }

    @Test
    void aMissingVariableLeavesTheKeyOutAndIsToldWithItsModel() {
        Configs configs = configs(Map.of());

        ModelParams params = configs.params(model("api_key: os.environ/NO_SUCH_KEY"));
        List<String> problems = configs.told(configs.read());

        assertThat(params.apiKey()).isNull();
        assertThat(problems)
                .containsExactly("config.yaml:3: warning: model_list[0](chat).litellm_params.api_key:"
                        + " os.environ/NO_SUCH_KEY (expected: an environment variable NO_SUCH_KEY; without it the key"
                        + " is absent)");
    }

    @Test
    void anEmptyVariableCountsAsMissing() {
        List<String> problems = configs(Map.of("EMPTY", "")).problems(model("api_key: os.environ/EMPTY"));

        assertThat(problems).hasSize(1);
    }

    @Test
    void aModelThatIsMissingBecauseOfItsVariableIsAnError() {
        List<String> problems = configs(Map.of()).problems("""
                model_list:
                  - model_name: chat
                    litellm_params: {model: os.environ/MODEL}
                """);

        assertThat(problems)
                .hasSize(2)
                .anyMatch(problem -> problem.contains("litellm_params.model: nothing (expected: the provider"));
    }

    @Test
    void theValueOfAVariableIsNeverShown() {
        List<String> problems = configs(Map.of("SECRET", "s3cr3t")).problems(model("timeout: os.environ/SECRET"));

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("the value of os.environ/SECRET (hidden)")
                .doesNotContain("s3cr3t");
    }

    @Test
    void theFilesOwnVariablesCountBeforeTheProcess() {
        ModelParams params = configs(Map.of("KEY", "of-process"))
                .params("""
                environment_variables: {KEY: of-file, PORT: 4711}
                """ + model("api_key: os.environ/KEY, api_version: os.environ/PORT"));

        assertThat(params.apiKey()).isEqualTo("of-file");
        assertThat(params.apiVersion()).isEqualTo("4711");
    }

    @Test
    void variablesAreTexts() {
        List<String> problems = configs(Map.of()).problems("environment_variables: {LIST: [a]}\n");

        assertThat(problems)
                .containsExactly("config.yaml:1: error: environment_variables.LIST: a list (expected: text)");
    }

    @Test
    void theLoadedEnvironmentHoldsTheFilesVariables() {
        Configs configs = configs(Map.of("A", "a")).file("config.yaml", "environment_variables: {B: b}\n");

        Environment environment = ConfigLoader.load(configs.main(), configs.environment(), ModelCheck.NONE)
                .environment();

        assertThat(environment.get("A")).isEqualTo("a");
        assertThat(environment.get("B")).isEqualTo("b");
        assertThat(environment.toString()).contains("A", "B").doesNotContain("=");
    }
}
