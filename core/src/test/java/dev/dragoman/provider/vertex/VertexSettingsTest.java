package dev.dragoman.provider.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VertexSettingsTest {

    private static final String USER = """
            {"type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r","quota_project_id":"own"}""";

    @TempDir
    Path folder;

    @Test
    void credentialsMayBeAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), USER);

        Map<String, String> resolved = resolved(Map.of("vertex_credentials", file.toString()), Map.of());

        assertThat(resolved.get("vertex_credentials")).startsWith("{\"type\":\"authorized_user\"");
        assertThat(resolved).containsEntry("vertex_project", "own");
    }

    @Test
    void whatTheEntrySaysGoesBeforeTheEnvironment() {
        Map<String, String> resolved = resolved(
                Map.of("vertex_credentials", USER, "vertex_project", "said"),
                Map.of("VERTEXAI_PROJECT", "other", "VERTEXAI_CREDENTIALS", "/nowhere", "VERTEX_LOCATION", "eu"));

        assertThat(resolved).containsEntry("vertex_project", "said").containsEntry("vertex_location", "eu");
    }

    @Test
    void theEnvironmentNamesCredentials() throws IOException {
        Path file = Files.writeString(folder.resolve("adc.json"), USER);

        Map<String, String> resolved =
                resolved(Map.of(), Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString(), "VERTEXAI_PROJECT", "p"));

        assertThat(resolved).containsKey("vertex_credentials").containsEntry("vertex_project", "p");
    }

    @Test
    void aLoginWithGcloudIsFound() throws IOException {
        Path directory = Files.createDirectories(folder.resolve(".config/gcloud"));
        Files.writeString(directory.resolve("application_default_credentials.json"), USER);

        assertThat(resolved(Map.of(), Map.of("HOME", folder.toString()))).containsEntry("vertex_project", "own");
    }

    @Test
    void withoutCredentialsNothingIsMadeUp() {
        assertThat(resolved(Map.of(), Map.of())).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolved(Map.of("vertex_credentials", "/nowhere/key.json"), Map.of()))
                .withMessageContaining("vertex_credentials: /nowhere/key.json")
                .withMessageContaining("expected");
    }

    @Test
    void credentialsOfAnUnknownTypeAreRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolved(Map.of("vertex_credentials", "{\"type\":\"magic\"}"), Map.of()))
                .withMessageContaining("magic")
                .withMessageContaining("service_account");
    }

    @Test
    void aBrokenKeyIsRefusedWithoutShowingIt() {
        String broken = "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"sec-ret\"}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolved(Map.of("vertex_credentials", broken), Map.of()))
                .withMessageContaining("private_key")
                .withMessageNotContaining("sec-ret");
    }

    private static Map<String, String> resolved(Map<String, String> settings, Map<String, String> environment) {
        return VertexSettings.resolved(settings, environment::get);
    }
}
