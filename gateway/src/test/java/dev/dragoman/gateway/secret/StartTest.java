package dev.dragoman.gateway.secret;

import static dev.dragoman.gateway.secret.Places.problems;
import static dev.dragoman.gateway.secret.Places.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Server;
import dev.dragoman.gateway.config.ConfigLoader.Loaded;
import dev.dragoman.testkit.FakeHashiCorpVault;
import dev.dragoman.testkit.vault.VaultServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a configuration is worth when its secrets are here, there or nowhere. */
class StartTest {

    private final FakeHashiCorpVault vault = FakeHashiCorpVault.start();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @AfterEach
    void close() {
        vault.close();
    }

    private Map<String, String> variables(String... more) {
        return with(Map.of("HCP_VAULT_ADDR", vault.server().url(), "HCP_VAULT_TOKEN", FakeHashiCorpVault.ROOT), more);
    }

    private static String yaml(String settings) {
        return """
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, api_key: os.environ/ONE}
                  - model_name: other
                    litellm_params: {model: openai/gpt-4o, api_key: os.environ/TWO}
                general_settings:
                  master_key: os.environ/MASTER
                  database_url: os.environ/DB
                  key_management_system: hashicorp_vault
                  key_management_settings: {%s}
                """.formatted(settings);
    }

    private List<String> asked() {
        return vault.server().requests().stream()
                .map(RecordedRequest::path)
                .filter(path -> path.startsWith("/v1/secret/data/"))
                .map(path -> path.substring("/v1/secret/data/".length()))
                .toList();
    }

    private Loaded load(String yaml, Map<String, String> variables) {
        try (SecretReader secrets = Server.secrets()) {
            return Places.load(yaml, variables, secrets);
        }
    }

    @Test
    void everyReferenceIsLookedUpThereAndTheEnvironmentStandsIn() {
        vault.server().secrets().putAll(Map.of("ONE", "sk-one", "MASTER", "sk-master", "DB", "postgresql://db/x"));

        Loaded loaded = load(yaml(""), variables("TWO", "sk-two", "ONE", "sk-of-the-environment"));

        assertThat(loaded.settings().models())
                .extracting(entry -> entry.params().apiKey())
                .containsExactly("sk-one", "sk-two");
        assertThat(loaded.settings().general().masterKey()).isEqualTo("sk-master");
        assertThat(loaded.settings().general().databaseUrl()).isEqualTo("postgresql://db/x");
    }

    @Test
    void whatIsNowhereStopsTheStartWithFileLineAndModel() {
        assertThat(problems(yaml(""), variables()))
                .containsExactly(
                        "config.yaml:3: error: model_list[0](chat).litellm_params.api_key: os.environ/ONE (expected: a"
                                + " secret ONE in hashicorp_vault, or an environment variable ONE)",
                        "config.yaml:5: error: model_list[1](other).litellm_params.api_key: os.environ/TWO (expected: a"
                                + " secret TWO in hashicorp_vault, or an environment variable TWO)",
                        "config.yaml:7: error: general_settings.master_key: os.environ/MASTER (expected: a secret MASTER"
                                + " in hashicorp_vault, or an environment variable MASTER)",
                        "config.yaml:8: error: general_settings.database_url: os.environ/DB (expected: a secret DB in"
                                + " hashicorp_vault, or an environment variable DB)");
    }

    @Test
    void anOutageStopsTheStartOnlyWhereTheEnvironmentHasNothing() {
        vault.server().outage(503);
        Map<String, String> all = variables("ONE", "sk-1", "TWO", "sk-2", "MASTER", "sk-m", "DB", "postgresql://db/x");

        try (SecretReader secrets = Server.secrets()) {
            Loaded loaded = Places.load(yaml(""), all, secrets);

            assertThat(loaded.settings().models().getFirst().params().apiKey()).isEqualTo("sk-1");
            assertThat(secrets.failures()).isGreaterThanOrEqualTo(4);
            assertThat(secrets.trouble()).contains("answers 503");
        }
        all.remove("MASTER");
        assertThat(problems(yaml(""), all))
                .singleElement()
                .asString()
                .contains("general_settings.master_key: os.environ/MASTER", "answers 503: out of order");
    }

    @Test
    void aPlaceThatIsNotThereIsToldOfQuickly() {
        Map<String, String> nobody = variables("HCP_VAULT_ADDR", "http://127.0.0.1:1");

        assertThat(problems(yaml(""), nobody)).hasSize(4).allMatch(problem -> problem.contains("does not answer"));
    }

    @Test
    void hostedKeysAloneAreLookedUp() {
        vault.server().secrets().putAll(Map.of("ONE", "sk-one", "OPENAI_API_KEY", "sk-hosted"));
        Map<String, String> rest = variables("TWO", "sk-2", "MASTER", "sk-m", "DB", "postgresql://db/x");

        Loaded loaded = load(yaml("hosted_keys: [ONE, OPENAI_API_KEY]"), rest);

        assertThat(asked()).containsExactlyInAnyOrder("ONE", "OPENAI_API_KEY");
        assertThat(loaded.environment().get("OPENAI_API_KEY")).isEqualTo("sk-hosted");
    }

    @Test
    void nothingIsReadWhereThePlaceIsWrittenToOnly() {
        Loaded loaded = load(yaml("access_mode: write_only"), variables("ONE", "sk-1"));

        assertThat(asked()).isEmpty();
        assertThat(loaded.settings().models().getFirst().params().apiKey()).isEqualTo("sk-1");
    }

    @Test
    void namesThatLeadToThePlaceAreNeverLookedUpThere() {
        vault.server().secrets().put("HCP_VAULT_TOKEN", "a-lie");
        String yaml = """
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, api_key: os.environ/HCP_VAULT_TOKEN}
                general_settings: {key_management_system: hashicorp_vault}
                """;

        assertThat(Places.key(yaml, variables())).isEqualTo(FakeHashiCorpVault.ROOT);
        assertThat(asked()).containsExactly("LITELLM_MASTER_KEY");
    }

    @Test
    void variablesOfTheFileMayLeadToThePlaceAndBeKeptThere() {
        vault.server().secrets().put("KEPT", "sk-kept");
        String yaml = """
                environment_variables:
                  HCP_VAULT_ADDR: %s
                  HCP_VAULT_TOKEN: os.environ/MY_TOKEN
                  OPENAI_API_KEY: os.environ/KEPT
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY}
                general_settings: {key_management_system: hashicorp_vault}
                """.formatted(vault.server().url());

        assertThat(Places.key(yaml, Map.of("MY_TOKEN", FakeHashiCorpVault.ROOT)))
                .isEqualTo("sk-kept");
    }

    @Test
    void modelsForOtherEnvironmentsNeedNoSecretsHere() {
        String yaml = """
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, api_key: sk-1}
                  - model_name: elsewhere
                    litellm_params: {model: openai/gpt-4o, api_key: os.environ/NOT_HERE}
                    model_info: {supported_environments: [production]}
                general_settings: {key_management_system: hashicorp_vault}
                """;

        assertThat(Places.key(yaml, variables("LITELLM_ENVIRONMENT", "staging")))
                .isEqualTo("sk-1");
        assertThat(problems(yaml, variables("LITELLM_ENVIRONMENT", "production")))
                .anyMatch(problem -> problem.contains("os.environ/NOT_HERE"));
    }

    @Test
    void manyNamesAreLookedUpAtOnce() {
        CountDownLatch together = new CountDownLatch(8);
        try (VaultServer slow = new VaultServer(request -> {
            together.countDown();
            return arrived(together) ? Reply.text(404, "application/json", "{\"errors\":[]}") : Reply.text(500, "", "");
        })) {
            String references =
                    IntStream.range(0, 40).mapToObj(i -> "os.environ/NAME_" + i).collect(Collectors.joining(", "));
            String yaml = """
                    general_settings: {key_management_system: hashicorp_vault}
                    environment_variables: {}
                    x: [%s]
                    """.formatted(references);
            Map<String, String> variables = variables("HCP_VAULT_ADDR", slow.url());
            IntStream.range(0, 40).forEach(i -> variables.put("NAME_" + i, "here"));
            try (SecretReader secrets = Server.secrets()) {
                Places.load(yaml, variables, secrets);

                assertThat(secrets.failures()).isZero();
            }
            assertThat(slow.requests()).hasSize(41);
        }
    }

    private static boolean arrived(CountDownLatch others) {
        try {
            return others.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aRevokedLoginIsMadeAgain() {
        vault.server().secrets().putAll(Map.of("ONE", "sk-one", "TWO", "sk-two"));
        Map<String, String> role = Map.of(
                "HCP_VAULT_ADDR",
                vault.server().url(),
                "HCP_VAULT_APPROLE_ROLE_ID",
                "role-1",
                "HCP_VAULT_APPROLE_SECRET_ID",
                "secret-1",
                "MASTER",
                "sk-m",
                "DB",
                "postgresql://db/x",
                "HCP_VAULT_REFRESH_INTERVAL",
                "60");
        try (SecretReader secrets = reader()) {
            Places.load(yaml(""), role, secrets);
            vault.revokeAll();
            vault.server().secrets().put("ONE", "sk-new");

            assertThat(secrets.haveChanged()).isFalse();
            now = now.plusSeconds(60);

            assertThat(secrets.haveChanged()).isTrue();
            assertThat(secrets.trouble()).isNull();
            assertThat(vault.logins()).isEqualTo(2);
        }
    }

    @Test
    void aLeaseIsRenewedBeforeItsEnd() {
        staysAlive(Map.of("HCP_VAULT_APPROLE_ROLE_ID", "role-1", "HCP_VAULT_APPROLE_SECRET_ID", "secret-1"));

        assertThat(vault.logins()).isEqualTo(1);
    }

    @Test
    void aReadyTokenIsRenewedToo() {

        staysAlive(Map.of("HCP_VAULT_TOKEN", vault.token()));
    }

    private void staysAlive(Map<String, String> login) {
        Map<String, String> variables = with(
                login,
                "HCP_VAULT_ADDR",
                vault.server().url(),
                "ONE",
                "sk-1",
                "TWO",
                "sk-2",
                "MASTER",
                "sk-m",
                "DB",
                "postgresql://db/x");
        try (SecretReader secrets = reader()) {
            Places.load(yaml(""), variables, secrets);
            secrets.haveChanged();
            now = now.plusSeconds(2_500); // of 3,600

            secrets.haveChanged();
        }
        assertThat(vault.server().requests()).anyMatch(request -> request.path().equals("/v1/auth/token/renew-self"));
    }

    private SecretReader reader() {
        return new SecretReader(
                () -> {
                    throw new IllegalStateException("nobody asks Google");
                },
                () -> now,
                System::nanoTime);
    }
}
