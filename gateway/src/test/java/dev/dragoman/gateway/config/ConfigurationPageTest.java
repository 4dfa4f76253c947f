package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = ConfigurationPage.markdown(KeyTable.load());

        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("rewrite it with -Dgolden.update=true").hasContent(page);
    }

    @Test
    void everySectionIsIntroduced() {
        assertThat(ConfigurationPage.markdown(KeyTable.load())).doesNotContain("\nnull\n");
    }
}
