package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllMistakesTest {

    private static final DeploymentCheck CHECK = new DeploymentCheck(Providers.builtIn(), Catalog.builtIn());

    @TempDir
    private Path folder;

    @Test
    void mistakesOfFilesSettingsAndDeploymentsAreOneList() throws IOException {
        List<String> errors = errors("""
                include: [nowhere.yaml]
                model_list:
                  - model_name: one
                    litellm_params:
                      model: nosuch/x
                      timeout: soon
                  - model_name: two
                    litellm_params:
                      model: azure/gpt-4o
                      api_key: k
                  - model_name: three
                    litellm_params:
                      model: openai/gpt-4o
                      api_base: ftp://somewhere
                    model_info: {id: same}
                  - model_name: four
                    litellm_params: {model: mock/echo}
                    model_info: {id: same}
                  - model_name: five
                    litellm_params:
                      model: openai/*
                      api_key: k
                router_settings:
                  num_retries: many
                """);

        assertThat(errors).hasSize(8);
        assertThat(errors.get(0)).startsWith("config.yaml:1:").contains("no such file");
        assertThat(errors.get(1))
                .startsWith("config.yaml:5:")
                .contains("one).litellm_params.model: \"nosuch/x\" names no provider", "docs/providers.md");
        assertThat(errors.get(2)).startsWith("config.yaml:6:").contains("timeout: \"soon\" (expected: seconds");
        assertThat(errors.get(3)).startsWith("config.yaml:9:").contains("litellm_params.api_base: missing (expected:");
        assertThat(errors.get(4)).startsWith("config.yaml:14:").contains("\"ftp://somewhere\" (expected: an address");
        assertThat(errors.get(5)).startsWith("config.yaml:16:").contains("\"same\" (expected: an id that is not taken");
        assertThat(errors.get(6)).startsWith("config.yaml:21:").contains("has 1 star (expected: none");
        assertThat(errors.get(7)).startsWith("config.yaml:24:").contains("\"many\" (expected: a whole number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {model: gpt-nosuch}                                           | "gpt-nosuch" names no provider
            {model: opneai/gpt-4o}                                        | "opneai/gpt-4o" names no provider that is known (expected: perhaps openai)
            {model: gpt-4o, custom_llm_provider: nosuch}                  | custom_llm_provider: "nosuch" is no provider
            {model: mock/echo, extra_headers: {'two words': x}}           | "two words"
            {model: mock/echo, extra_headers: {x-a: "one\\ntwo"}}         | a control character in x-a
            {model: openai/x, api_base: "https://"}                       | "https://" (expected: an address
            {model: openai/x, api_base: localhost:8000}                   | "localhost:8000" (expected: an address
            {model: openai/x, api_base: [a, b]}                           | a list (expected: an address
            {model: gemini/x, api_base: "https://me:secret@"}             | (hidden) (expected: an address
            {model: openai/, api_key: k}                                  | "openai/" names no model
            {model: openai/x, api_base: "http://my_host:80"}              | its host of letters, digits, dots and dashes
            {model: openai_like/x}                                        | api_base: missing
            """)
    void theValueAndWhatWasExpectedAreNamed(String params, String told) throws IOException {
        List<String> errors = errors("model_list:\n- model_name: a\n  litellm_params: " + params + "\n");

        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("config.yaml:3:")
                .contains(told);
    }

    @Test
    void aDeploymentThatCannotWorkIsSkippedWhenTheFileSaysSo() throws IOException {
        ConfigLoader.Loaded loaded = load("""
                router_settings: {ignore_invalid_deployments: true}
                model_list:
                  - {model_name: bad, litellm_params: {model: nosuch/x}}
                  - {model_name: good, litellm_params: {model: mock/echo}}
                """);

        assertThat(loaded.settings().models()).hasSize(1);
        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .contains("config.yaml:3: warning:", "nosuch/x", "the entry is skipped");
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-4o,OPENAI_API_KEY",
        "anthropic/claude-sonnet-4-5,ANTHROPIC_API_KEY",
        "gemini/gemini-2.5-flash,GEMINI_API_KEY",
        "groq/llama-3.3-70b-versatile,GROQ_API_KEY"
    })
    void aMissingKeyOfAVendorStopsTheStart(String model, String variable) {
        String yaml = "model_list: [{model_name: a, litellm_params: {model: " + model + "}}]\n";

        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> load(yaml, new Environment(Map.of())));

        assertThat(refused.problems()).singleElement().asString().contains("litellm_params", "key", variable);
    }

    private List<String> errors(String yaml) throws IOException {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(yaml));

        return refused.problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private ConfigLoader.Loaded load(String yaml) throws IOException {
        return load(yaml, new Environment(Map.of("OPENAI_API_KEY", "k", "GEMINI_API_KEY", "k")));
    }

    private ConfigLoader.Loaded load(String yaml, Environment environment) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
        return ConfigLoader.load(file, environment, CHECK);
    }
}
