package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentIdsTest {

    @TempDir
    private Path folder;

    private String id(String name, String params) {
        return ids("- {model_name: %s, litellm_params: %s}\n".formatted(name, params))
                .getFirst();
    }

    private List<String> ids(String entries) {
        return Configs.in(folder).with(Map.of("KEY", "secret")).settings("model_list:\n" + entries).models().stream()
                .map(ModelEntry::id)
                .toList();
    }

    @Test
    void anIdIsThirtyTwoHexadecimalDigits() {
        assertThat(id("a", "{model: mock/echo}")).matches("[0-9a-f]{32}");
    }

    @Test
    void theOrderOfKeysIsNoMatter() {
        assertThat(id("a", "{model: mock/echo, rpm: 1}")).isEqualTo(id("a", "{rpm: 1, model: mock/echo}"));
    }

    @Test
    void nameAndEveryParameterCount() {
        assertThat(List.of(
                        id("a", "{model: mock/echo}"),
                        id("b", "{model: mock/echo}"),
                        id("a", "{model: mock/other}"),
                        id("a", "{model: mock/echo, temperature: 1}"),
                        id("a", "{model: mock/echo, api_key: one}")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theValueOfAVariableCountsAndNotItsName() {
        assertThat(id("a", "{model: mock/echo, api_key: os.environ/KEY}"))
                .isEqualTo(id("a", "{model: mock/echo, api_key: secret}"));
    }

    @Test
    void theSameEntryTwiceGetsTwoIdsAndAWarning() {
        Configs configs = Configs.in(folder);

        List<String> ids = ids("- &a {model_name: a, litellm_params: {model: mock/echo}}\n- *a\n");
        List<String> problems = configs.told(configs.read());

        assertThat(ids).doesNotHaveDuplicates().hasSize(2);
        assertThat(problems).singleElement().asString().contains("warning: model_list[1](a): the same deployment");
    }

    @Test
    void anIdGivenTwiceIsAnError() {
        List<String> problems = Configs.in(folder).problems("""
                model_list:
                  - {model_name: a, litellm_params: {model: mock/echo}, model_info: {id: mine}}
                  - {model_name: b, litellm_params: {model: mock/echo}, model_info: {id: mine}}
                """);

        assertThat(problems)
                .containsExactly("config.yaml:3: error: model_list[1](b).model_info.id: \"mine\""
                        + " (expected: an id that is not taken, as by config.yaml:2)");
    }
}
