package dev.dragoman.gateway.secret;

import static dev.dragoman.gateway.secret.Places.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Server;
import dev.dragoman.testkit.FakeGoogleSecrets;
import dev.dragoman.testkit.vault.VaultServer;
import dev.dragoman.testkit.wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of identity providers in the place of a secret; no place of secrets is needed for them. */
class OidcTokensTest {

    @TempDir
    private Path folder;

    private static String yaml(String key, String reference) {
        return """
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, %s: "%s"}
                """.formatted(key, reference);
    }

    private static @Nullable String token(String reference, Map<String, String> variables) {
        return Places.key(yaml("api_key", "os.environ/" + reference), variables);
    }

    @Test
    void ofGooglesMachine() {
        try (FakeGoogleSecrets google = FakeGoogleSecrets.start()) {
            Map<String, String> variables =
                    Map.of("GCE_METADATA_HOST", google.server().url().substring("http://".length()));

            assertThat(token("oidc/google/https://example.com/a", variables))
                    .isEqualTo("identity for https://example.com/a");
        }
    }

    @Test
    void ofGitHub() {
        try (VaultServer github = new VaultServer(request -> {
            boolean right = request.header("authorization").orElse("").equals("Bearer request-token")
                    && request.target().equals("/token?api-version=2&audience=api%3A%2F%2Fmine");
            return right
                    ? VaultServer.json(200, VaultServer.object().put("value", "of-github"))
                    : Reply.text(401, "text/plain", "no");
        })) {
            Map<String, String> variables = Map.of(
                    "ACTIONS_ID_TOKEN_REQUEST_URL",
                    github.url() + "/token?api-version=2",
                    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                    "request-token");

            assertThat(token("oidc/github/api://mine", variables)).isEqualTo("of-github");
        }
    }

    @Test
    void ofVariablesAndFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "of-the-file\n");

        assertThat(token("oidc/circleci/", Map.of("CIRCLE_OIDC_TOKEN", "one"))).isEqualTo("one");
        assertThat(token("oidc/circleci_v2/", Map.of("CIRCLE_OIDC_TOKEN_V2", "two")))
                .isEqualTo("two");
        assertThat(token("oidc/env/MINE", Map.of("MINE", "three"))).isEqualTo("three");
        assertThat(token("oidc/env_path/WHERE", Map.of("WHERE", file.toString())))
                .isEqualTo("of-the-file");
        assertThat(token("oidc/azure/api://x", Map.of("AZURE_FEDERATED_TOKEN_FILE", file.toString())))
                .isEqualTo("of-the-file");
        assertThat(token("oidc/file/" + file, Map.of("LITELLM_OIDC_ALLOWED_CREDENTIAL_DIRS", "/nowhere," + folder)))
                .isEqualTo("of-the-file");
    }

    @Test
    void aFileElsewhereIsRefusedAlsoBehindALink() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "of-the-file");
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path link = Files.createSymbolicLink(allowed.resolve("link"), file);
        Map<String, String> variables = Map.of("LITELLM_OIDC_ALLOWED_CREDENTIAL_DIRS", allowed.toString());

        for (String name : new String[] {file.toString(), link.toString(), allowed + "/../token"}) {
            assertThat(problems(yaml("api_key", "os.environ/oidc/file/" + name), variables))
                    .singleElement()
                    .asString()
                    .contains("expected: a file in one of")
                    .doesNotContain("of-the-file");
        }
    }

    @Test
    void withoutAPrefixWhereSuchTokensBelong() {
        Map<String, String> variables = Map.of("MINE", "the-token");

        try (SecretReader secrets = Server.secrets()) {
            assertThat(Places.load(yaml("azure_ad_token", "oidc/env/MINE"), variables, secrets)
                            .settings()
                            .models()
                            .getFirst()
                            .params()
                            .settings())
                    .containsEntry("azure_ad_token", "oidc/the-token");
        }
    }

    @Test
    void aDeploymentStaysTheSameWhenItsTokenIsRenewed() {
        String yaml = yaml("azure_ad_token", "oidc/env/MINE");

        assertThat(id(yaml, "one")).isEqualTo(id(yaml, "two"));
    }

    private static String id(String yaml, String token) {
        try (SecretReader secrets = Server.secrets()) {
            return Places.load(yaml, Map.of("MINE", token), secrets)
                    .settings()
                    .models()
                    .getFirst()
                    .id();
        }
    }

    @Test
    void aTokenThatIsNowhereStopsTheStart() {
        assertThat(problems(yaml("api_key", "os.environ/oidc/env/MINE"), Map.of()))
                .singleElement()
                .asString()
                .contains("config.yaml:3: error", "the environment variable MINE is not set");
        assertThat(problems(yaml("api_key", "os.environ/oidc/nobody/x"), Map.of()))
                .singleElement()
                .asString()
                .contains("expected: oidc/ with google, github");
    }
}
