package dev.dragoman.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in what is to happen on failures are told at the start. */
final class MistakesTest {

    private static final String MODELS = """
            model_list:
              - model_name: small
                litellm_params: {model: mock/echo}
              - model_name: large
                litellm_params: {model: mock/echo, %s}
            router_settings:
              %s
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fallbacks: [{small: [lagre]}]                    | router_settings.fallbacks[0].small[0]: "lagre" (expected: a model_name of model_list, perhaps large)
            fallbacks: [{smal: [large]}]                     | router_settings.fallbacks[0].smal: "smal" (expected: a model_name of model_list, perhaps small)
            fallbacks: [{small: [small]}]                    | a loop: small -> small
            fallbacks: [{small: [large]}, {large: [small]}]  | a loop: large -> small -> large
            fallbacks: [{small: [large], large: [small]}]    | router_settings.fallbacks[0]: a map (expected: a map with one group
            fallbacks: {small: [large]}                      | router_settings.fallbacks: a map (expected: a list)
            fallbacks: [{small: [{temperature: 0}]}]         | router_settings.fallbacks[0].small[0]: a map (expected: the name of a model
            fallbacks: [{small: [{model: large, timeout: 5}]}] | router_settings.fallbacks[0].small[0].timeout: "5" (expected: members of the request that vendors see)
            default_fallbacks: [{model: large, num_retries: 1}] | router_settings.default_fallbacks[0].num_retries: "1" (expected: members of the request
            default_fallbacks: [{model: large, api_base: "http://x"}] | router_settings.default_fallbacks[0].api_base: "http://x" (expected: members of the request
            default_fallbacks: [nobody]                      | router_settings.default_fallbacks[0]: "nobody"
            context_window_fallbacks: [{small: [lagre]}]     | router_settings.context_window_fallbacks[0].small[0]: "lagre"
            content_policy_fallbacks: [{small: [lagre]}]     | router_settings.content_policy_fallbacks[0].small[0]: "lagre"
            retry_policy: {RateLimitRetries: 1}              | router_settings.retry_policy.RateLimitRetries: unknown (expected: one of AuthenticationErrorRetries
            retry_policy: {TimeoutErrorRetries: many}        | router_settings.retry_policy.TimeoutErrorRetries: "many" (expected: a whole number from 0 to 100)
            allowed_fails_policy: {TimeoutErrorRetries: 1}   | router_settings.allowed_fails_policy.TimeoutErrorRetries: unknown
            model_group_retry_policy: {small: 3}             | router_settings.model_group_retry_policy.small: "3" (expected: a map
            cooldown_time: -1                                | router_settings.cooldown_time: "-1"
            routing_strategy: least-bussy                    | router_settings.routing_strategy: "least-bussy"
            """)
    void aMistakeIsToldWithItsPlace(String setting, String expected) throws IOException {
        assertThat(errors(MODELS.formatted("timeout: 1", setting)))
                .singleElement()
                .asString()
                .startsWith("config.yaml:")
                .contains(expected);
    }

    @Test
    void aModelsOwnFallbackIsHeldAgainstTheNames() throws IOException {
        assertThat(errors(MODELS.formatted("fallbacks: [smal]", "num_retries: 1")))
                .singleElement()
                .asString()
                .contains("model_list[1](large).litellm_params.fallbacks[0]: \"smal\"", "perhaps small");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fallbacks: [{small: [large]}]",
                "fallbacks: [{'*': [large]}]",
                "fallbacks: [{small: large}]",
                "fallbacks: [{small: [{model: large, temperature: 0}]}]",
                "default_fallbacks: [large, small]",
            })
    void whatIsRightIsTaken(String setting) throws IOException {
        assertThat(load(MODELS.formatted("timeout: 1", setting)).warnings()).isEmpty();
    }

    @Test
    void namesOfPatternsMayBeAnything() throws IOException {
        load("""
                model_list:
                  - model_name: openai/*
                    litellm_params: {model: mock/echo}
                router_settings: {fallbacks: [{openai/a: [openai/b]}]}
                """);
        assertThat(errors("""
                model_list:
                  - model_name: openai/*
                    litellm_params: {model: mock/echo}
                router_settings: {fallbacks: [{openai/a: [other/b]}]}
                """)).singleElement().asString().contains("\"other/b\"");
    }

    private List<String> errors(String yaml) throws IOException {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> load(yaml));
        assertThat(failure).as("a mistake").isNotNull();
        return failure.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private ConfigLoader.Loaded load(String yaml) throws IOException {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, yaml);
        return ConfigLoader.load(file, new Environment(Map.of()), ModelCheck.NONE);
    }
}
