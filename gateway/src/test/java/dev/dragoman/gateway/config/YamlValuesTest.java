package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlValuesTest {

    @TempDir
    private Path folder;

    private String json(String value) {
        return Configs.in(folder).params("""
                        model_list:
                          - model_name: chat
                            litellm_params:
                              model: mock/echo
                              some_parameter: %s
                        """.formatted(value)).defaults().toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0.7             | 0.7
            1e-5            | 0.00001
            .5              | 0.5
            +3              | 3
            -3              | -3
            1_000_000       | 1000000
            12345678901234567890123 | 12345678901234567890123
            0               | 0
            007             | "007"
            1:30            | "1:30"
            2024-10-21      | "2024-10-21"
            "30"            | "30"
            '30'            | "30"
            true            | true
            False           | false
            yes             | true
            off             | false
            "yes"           | "yes"
            .inf            | ".inf"
            [1, null, two]  | [1,null,"two"]
            {a: {b: ~}}     | {"a":{"b":null}}
            !!str 5         | "5"
            e5              | "e5"
            """)
    void aValueKeepsItsMeaning(String yaml, String json) {
        String read = json(yaml);

        if (json.equals("0.00001")) {
            assertThat(read).isIn("{\"some_parameter\":0.00001}", "{\"some_parameter\":1E-5}");
        } else {
            assertThat(read).isEqualTo("{\"some_parameter\":" + json + "}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", ""})
    void nothingIsAbsent(String nothing) {
        assertThat(json(nothing)).isEqualTo("{}");
    }

    @Test
    void anAliasStandsForItsAnchor() {
        Settings settings = Configs.in(folder).settings("""
                model_list:
                  - model_name: one
                    litellm_params: &params {model: mock/echo, temperature: 0.5}
                  - model_name: two
                    litellm_params: *params
                """);

        assertThat(settings.models().getLast().params())
                .isEqualTo(settings.models().getFirst().params());
    }

    @Test
    void mergedMapsAreOverruledByOwnKeys() {
        ModelParams params = Configs.in(folder).settings("""
                model_list:
                  - model_name: one
                    litellm_params: &params {model: mock/echo, temperature: 0.5, rpm: 7}
                  - model_name: two
                    litellm_params:
                      <<: *params
                      temperature: 1
                """).models().getLast().params();

        assertThat(params.model()).isEqualTo("mock/echo");
        assertThat(params.rpm()).isEqualTo(7);
        assertThat(params.defaults().toString()).isEqualTo("{\"temperature\":1}");
    }

    @Test
    void onlyMapsCanBeMerged() {
        var problems = Configs.in(folder).problems("general_settings: {<<: text}\n");

        assertThat(problems).containsExactly("config.yaml:1: error: <<: \"text\" (expected: a map or a list of maps)");
    }
}
