package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mock/echo} beside a file that does not speak of it. */
final class BuiltInEchoTest {

    private static final String NO_ECHO =
            "model_list: [{model_name: a, litellm_params: {model: mock/x, mock_response: from a}}]\n";
    private static final String CATCH_ALL =
            "model_list: [{model_name: '*', litellm_params: {model: mock/x, mock_response: from a}}]\n";
    private static final String OWN_ECHO =
            "model_list: [{model_name: mock/echo, litellm_params: {model: mock/x, mock_response: from a}}]\n";
    private static final String ALIAS = NO_ECHO + "router_settings: {model_group_alias: {mock/echo: a}}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {NO_ECHO, CATCH_ALL, "model_list: []\n"})
    void theAdminCanAlwaysCallIt(String yaml) {
        try (Gateway gateway = Gateway.startOf(yaml)) {
            HttpResponse<String> answer = gateway.post("/v1/chat/completions", Gateway.question("mock/echo", false));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("Say hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN_ECHO, ALIAS})
    void aModelOfThatNameGoesBefore(String yaml) {
        try (Gateway gateway = Gateway.startOf(yaml)) {
            assertThat(gateway.post("/v1/chat/completions", Gateway.question("mock/echo", false))
                            .body())
                    .contains("from a");
        }
    }

    @Test
    void noListNamesIt() {
        try (Gateway gateway = Gateway.startOf(NO_ECHO)) {
            assertThat(gateway.get("/v1/models").body()).contains("\"a\"").doesNotContain("mock/echo");
            assertThat(gateway.get("/model/info").body()).doesNotContain("mock/echo");
        }
    }

    @Test
    void othersFindNothingUnderThatName() throws IOException {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, NO_ECHO);
        Environment environment = new Environment(Map.of());
        ConfigLoader.Loaded loaded = ConfigLoader.load(file, environment, ModelCheck.NONE);
        ModelTable table =
                ModelTable.of(loaded.settings(), loaded.environment(), Providers.builtIn(), Catalog.builtIn());

        assertThat(table.find("mock/echo", false)).isEmpty();
        assertThat(table.find("mock/echo", true)).hasSize(1);
    }
}
