package dev.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFilesTest {

    @TempDir
    Path folder;

    @Test
    void updatingWritesPrettyJsonInTheOrderOfItsKeys() throws IOException {
        GoldenFiles.in(folder, true).check("a/b.json", "{\"z\":1,\"a\":[1.10,{}]}");

        assertThat(Files.readString(folder.resolve("a/b.json"))).isEqualTo("""
                        {
                          "z" : 1,
                          "a" : [
                            1.10,
                            { }
                          ]
                        }
                        """);
    }

    @Test
    void whatIsEqualPasses() {
        GoldenFiles.in(folder, true).check("a.json", "{\"a\":1}");

        GoldenFiles.in(folder, false).check("a.json", "{ \"a\": 1 }");
    }

    @Test
    void aMissingFileFails() {
        assertThatThrownBy(() -> GoldenFiles.in(folder, false).check("none.json", "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no golden file")
                .hasMessageContaining("-Dgolden.update=true");
    }

    @Test
    void aDifferenceIsShownLineByLine() {
        GoldenFiles.in(folder, true)
                .check("a.json", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9}");

        assertThatThrownBy(() -> GoldenFiles.in(folder, false)
                        .check(
                                "a.json",
                                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":0,\"x\":1,\"i\":9}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("""
                          ...
                            "e" : 5,
                            "f" : 6,
                            "g" : 7,
                        -   "h" : 8,
                        +   "h" : 0,
                        +   "x" : 1,
                            "i" : 9
                          }""");
    }

    @Test
    void maskedFieldsDoNotMatter() {
        GoldenFiles masking = GoldenFiles.in(folder, true).masking("id");
        masking.check("a.json", "{\"id\":\"1\",\"a\":[{\"id\":\"2\"}]}");

        GoldenFiles.in(folder, false).masking("id").check("a.json", "{\"id\":\"3\",\"a\":[{\"id\":\"4\"}]}");
    }

    @Test
    void theUsualFolderIsThatOfTheTestResources() {
        assertThatThrownBy(() -> GoldenFiles.usual().check("none.json", "{}"))
                .hasMessageContaining("src/test/resources/golden/none.json");
    }
}
