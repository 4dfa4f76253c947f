package dev.dragoman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProvidersPageTest {

    private static final Path PAGE = Path.of("..", "docs", "providers.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = ProvidersPage.markdown();

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("rewrite it with -Dgolden.update=true").hasContent(page);
    }
}
