package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {

    private static final String MODEL = """
            model_list:
              - model_name: %s
                litellm_params: {model: mock/echo}
            """;

    @TempDir
    private Path folder;

    @Test
    void aSingleNameIsEnough() {
        Settings settings =
                Configs.in(folder).file("more.yaml", MODEL.formatted("more")).settings("include: more.yaml\n");

        assertThat(settings.models()).extracting(ModelEntry::modelName).containsExactly("more");
    }

    @Test
    void listsAreAppendedMapsMergedAndSingleValuesReplaced() {
        Settings settings = Configs.in(folder)
                .file("one.yaml", MODEL.formatted("one") + "general_settings: {completion_model: one}\n")
                .file("two.yaml", "general_settings: {litellm_key_header_name: x-two}\n")
                .settings("include: [one.yaml, two.yaml]\n" + MODEL.formatted("own")
                        + "general_settings: {completion_model: own, max_request_size_mb: 1}\n");

        assertThat(settings.models()).extracting(ModelEntry::modelName).containsExactly("own", "one");
        assertThat(settings.general().completionModel()).isEqualTo("one");
        assertThat(settings.general().keyHeader()).isEqualTo("x-two");
        assertThat(settings.general().maxRequestBytes()).isEqualTo(1 << 20);
    }

    @Test
    void namesAreRelativeToTheIncludingFile() throws IOException {
        Files.createDirectories(folder.resolve("models/openai"));

        Settings settings = Configs.in(folder)
                .file("models/all.yaml", "include: openai/gpt.yaml\n")
                .file("models/openai/gpt.yaml", MODEL.formatted("gpt"))
                .settings("include: models/all.yaml\n");

        assertThat(settings.models()).extracting(ModelEntry::modelName).containsExactly("gpt");
    }

    @Test
    void aCircleIsShown() {
        List<String> problems = Configs.in(folder)
                .file("one.yaml", "include: two.yaml\n")
                .file("two.yaml", "\ninclude:\n- config.yaml\n")
                .problems("include: one.yaml\n");

        assertThat(problems)
                .containsExactly("two.yaml:3: error: include: the circle config.yaml -> one.yaml -> two.yaml ->"
                        + " config.yaml (expected: files that do not include themselves)");
    }

    @Test
    void aFileIncludedTwiceIsReadOnce() {
        Configs configs = Configs.in(folder)
                .file("one.yaml", "include: shared.yaml\n")
                .file("shared.yaml", MODEL.formatted("shared"));

        Settings settings = configs.settings("include: [one.yaml, shared.yaml]\n");
        List<String> problems = configs.told(configs.read());

        assertThat(settings.models()).hasSize(1);
        assertThat(problems).singleElement().asString().startsWith("config.yaml:1: warning: include: shared.yaml");
    }

    @Test
    void aMissingFileIsToldWhereItIsNamed() {
        List<String> problems = Configs.in(folder).problems("model_list: []\ninclude: [away.yaml]\n");

        assertThat(problems)
                .containsExactly("config.yaml:2: error: away.yaml: no such file (expected: a readable YAML file)");
    }

    @Test
    void mistakesOfAllFilesAreToldAtOnce() {
        List<String> problems = Configs.in(folder)
                .file("one.yaml", "\n\ngeneral_settings: [\n")
                .file("two.yaml", "model_list:\n- model_name: two\n")
                .problems("include: [one.yaml, two.yaml]\ndragoman_settings: {port: many}\n");

        assertThat(problems)
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("one.yaml:4: error: "))
                .anyMatch(problem -> problem.startsWith("two.yaml:2: error: model_list[0](two).litellm_params"))
                .anyMatch(problem -> problem.startsWith("config.yaml:2: error: dragoman_settings.port"));
    }

    @Test
    void aMapCannotBeJoinedWithAList() {
        List<String> problems = Configs.in(folder)
                .file("one.yaml", "model_list: {chat: gpt-4o}\n")
                .problems("include: one.yaml\nmodel_list: []\n");

        assertThat(problems).contains("one.yaml:1: error: model_list: a map (expected: a list, as at config.yaml:2)");
    }

    @Test
    void aPathMustBeText() {
        List<String> problems = Configs.in(folder).problems("include: [{file: one.yaml}, 7]\n");

        assertThat(problems).hasSize(2).allMatch(problem -> problem.endsWith("(expected: a path or a list of paths)"));
    }

    @Test
    void variablesOfAnIncludedFileCountEverywhere() {
        ModelParams params = Configs.in(folder)
                .with(Map.of("INNER", "from-process"))
                .file("variables.yaml", "environment_variables: {OUTER: os.environ/INNER, INNER: ignored}\n")
                .params("""
                        include: variables.yaml
                        model_list:
                          - model_name: chat
                            litellm_params: {model: mock/echo, api_key: os.environ/OUTER}
                        """);

        assertThat(params.apiKey()).isEqualTo("from-process");
    }
}
