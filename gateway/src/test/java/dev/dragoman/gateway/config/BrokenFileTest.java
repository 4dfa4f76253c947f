package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenFileTest {

    @TempDir
    private Path folder;

    @Test
    void aMissingFileIsNamed() {
        Configs configs = Configs.in(folder);

        List<String> problems = configs.told(configs.read());

        assertThat(problems)
                .containsExactly("config.yaml: error: config.yaml: no such file (expected: a readable YAML file)");
    }

    @Test
    void aLinkToNoFileIsNamed() throws IOException {
        Configs configs = Configs.in(folder);
        Files.createSymbolicLink(configs.main(), folder.resolve("away.yaml"));

        List<String> problems = configs.told(configs.read());

        assertThat(problems).singleElement().asString().contains("a link to no file");
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        Configs configs = Configs.in(folder);
        Files.createDirectory(configs.main());

        List<String> problems = configs.told(configs.read());

        assertThat(problems).singleElement().asString().contains("config.yaml: is a directory");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Configs configs = Configs.in(folder);
        Files.write(configs.main(), new byte[(16 << 20) + 1]);

        List<String> problems = configs.told(configs.read());

        assertThat(problems).singleElement().asString().contains("larger than 16 MiB");
    }

    @Test
    void anEmptyFileIsAnError() {
        List<String> problems = Configs.in(folder).problems("# nothing but a comment\n");

        assertThat(problems)
                .containsExactly("config.yaml:1: error: an empty file (expected: a map with keys such as model_list)");
    }

    @Test
    void aListIsNoConfiguration() {
        List<String> problems = Configs.in(folder).problems("\n- model_name: chat\n");

        assertThat(problems)
                .containsExactly("config.yaml:2: error: a list (expected: a map with keys such as model_list)");
    }

    @Test
    void bytesThatAreNotUtf8AreFoundByLine() throws IOException {
        Configs configs = Configs.in(folder);
        Files.write(configs.main(), "model_list:\n- model_name: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        List<String> problems = configs.told(configs.read());

        assertThat(problems)
                .containsExactly("config.yaml:2: error: bytes that are not UTF-8 (expected: a file in UTF-8)");
    }

    @Test
    void aFileCutInsideACharacterIsNotUtf8() throws IOException {
        Configs configs = Configs.in(folder);
        Files.write(configs.main(), new byte[] {'a', ':', ' ', (byte) 0xC3});

        List<String> problems = configs.told(configs.read());

        assertThat(problems).singleElement().asString().contains("bytes that are not UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoMatter() {
        List<String> problems = Configs.in(folder).problems("\uFEFFmodel_list: []\n");

        assertThat(problems).isEmpty();
    }

    @Test
    void aControlCharacterIsFoundByLine() {
        List<String> problems =
                Configs.in(folder).problems("model_list: []\ngeneral_settings: {completion_model: \u0001}\n");

        assertThat(problems)
                .containsExactly("config.yaml:2: error: the character U+0001 (expected: printable characters)");
    }

    @Test
    void aTabInTheIndentationIsCalledByItsName() {
        List<String> problems = Configs.in(folder).problems("general_settings:\n\tcompletion_model: chat\n");

        assertThat(problems).containsExactly("config.yaml:2: error: a tab in the indentation (expected: valid YAML)");
    }

    @Test
    void brokenSyntaxIsFoundByLineAndQuotesNoKey() {
        List<String> problems = Configs.in(folder)
                .problems("model_list: []\ngeneral_settings: {master_key: sk-secret\nlitellm_settings: 1\n");

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("config.yaml:3: error: ")
                .doesNotContain("sk-secret");
    }

    @Test
    void anUnquotedStarIsExplained() {
        List<String> problems = Configs.in(folder).problems("model_list:\n- model_name: *chat\n");

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("config.yaml:2: error: the alias *chat stands for nothing")
                .contains("quotes around a value that begins with *");
    }

    @Test
    void aKeyGivenTwiceNamesBothPlaces() {
        List<String> problems = Configs.in(folder).problems("""
                general_settings:
                  completion_model: one
                  completion_model: two
                """);

        assertThat(problems)
                .containsExactly("config.yaml:3: error: completion_model: the key a second time"
                        + " (expected: it once; the first is at config.yaml:2)");
    }

    @Test
    void aListAsAKeyIsAnError() {
        List<String> problems = Configs.in(folder).problems("? [a, b]\n: value\n");

        assertThat(problems).containsExactly("config.yaml:1: error: a list or map as a key (expected: a name)");
    }

    @Test
    void twoDocumentsAreOneTooMany() {
        List<String> problems = Configs.in(folder).problems("model_list: []\n---\nmodel_list: []\n");

        assertThat(problems)
                .containsExactly("config.yaml:2: error: a second document (expected: one document in a file)");
    }

    @Test
    void aForeignTagIsAnError() {
        List<String> problems =
                Configs.in(folder).problems("general_settings:\n  completion_model: !!python/name:os.system x\n");

        assertThat(problems).singleElement().asString().startsWith("config.yaml:2: error: the tag ");
    }

    @Test
    void aliasesThatMultiplyAreStopped() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            String below = "*a" + (level - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(level, level, String.join(", ", Collections.nCopies(10, below))));
        }

        List<String> problems = Configs.in(folder).problems(bomb.toString());

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("more values than a configuration has")
                .contains("aliases unfolded");
    }

    @Test
    void anAliasOfItselfStandsForNothing() {
        List<String> problems = Configs.in(folder).problems("a: &a [*a]\n");

        assertThat(problems).singleElement().asString().startsWith("config.yaml:1: error: the alias *a");
    }

    @Test
    void valuesNestedTooDeepAreStopped() {
        List<String> problems = Configs.in(folder).problems("a: " + "[".repeat(50_000));

        assertThat(problems).singleElement().asString().contains("nested too deep");
    }

    @Test
    void severalMistakesAreToldAtOnce() {
        List<String> problems = Configs.in(folder).problems("""
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, timeout: soon, drop_params: maybe}
                  - litellm_params: {model: openai/gpt-4o}
                  - model_name: third
                  - not a map
                general_settings:
                  master_key: secret
                  max_request_size_mb: -1
                dragoman_settings:
                  port: 70000
                """);

        assertThat(problems)
                .containsExactly(
                        "config.yaml:3: error: model_list[0](chat).litellm_params.timeout: \"soon\""
                                + " (expected: seconds of at least 0, or text such as \"30s\" or \"5m\")",
                        "config.yaml:3: error: model_list[0](chat).litellm_params.drop_params: \"maybe\""
                                + " (expected: true or false)",
                        "config.yaml:4: error: model_list[1].model_name: nothing (expected: the public name of the model)",
                        "config.yaml:5: error: model_list[2](third).litellm_params: nothing"
                                + " (expected: how to call the provider, with model at least)",
                        "config.yaml:6: error: model_list[3]: \"not a map\""
                                + " (expected: a map with model_name and litellm_params)",
                        "config.yaml:8: error: general_settings.master_key: (hidden)"
                                + " (expected: a key that starts with sk-)",
                        "config.yaml:9: error: general_settings.max_request_size_mb: \"-1\""
                                + " (expected: a number from 0.001 to 2000)",
                        "config.yaml:11: error: dragoman_settings.port: \"70000\""
                                + " (expected: a whole number from 0 to 65535)");
    }
}
