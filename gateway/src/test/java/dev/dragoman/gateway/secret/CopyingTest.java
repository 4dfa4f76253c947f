package dev.dragoman.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Server;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.testkit.FakeAwsSecrets;
import dev.dragoman.testkit.FakeConjur;
import dev.dragoman.testkit.FakeGoogleSecrets;
import dev.dragoman.testkit.FakeKeyVault;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.vault.VaultServer;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Copies of virtual keys in every place that takes them. */
class CopyingTest {

    private static final String COPIES =
            "store_virtual_keys: true, hosted_keys: [], description: a key, tags: {team: one}";
    private static final JsonObject ETL = JsonObject.of("key_alias", new JsonString("etl"));
    private static final JsonObject LOADER = JsonObject.of("key_alias", new JsonString("loader"));

    private static void copied(String system, Map<String, String> variables, Consumer<KeyCopier> work) {
        try (SecretReader secrets = Server.secrets()) {
            Places.load("""
                    general_settings:
                      key_management_system: %s
                      key_management_settings: {%s}
                    """.formatted(system, COPIES), variables, secrets);
            try (KeyCopier copier = new KeyCopier(secrets, team -> null)) {
                work.accept(copier);
            }
        }
    }

    private static void until(VaultServer server, String name, @Nullable String value) {
        SecretGateway.until(() -> Objects.equals(server.secrets().get(name), value));
    }

    @Test
    void inAws() {
        try (FakeAwsSecrets aws = FakeAwsSecrets.start()) {
            Map<String, String> variables = Map.of(
                    "AWS_ACCESS_KEY_ID",
                    "AKIDEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY",
                    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                    "AWS_ENDPOINT_URL",
                    aws.server().url());
            copied("aws_secret_manager", variables, copier -> {
                copier.made("sk-1", ETL);
                until(aws.server(), "litellm/etl", "sk-1");
                assertThat(aws.creations())
                        .extractingByKey("litellm/etl")
                        .asString()
                        .contains("\"Description\":\"a key\"", "\"Tags\":[{\"Key\":\"team\",\"Value\":\"one\"}]");

                copier.rotated("sk-2", ETL, ETL);
                until(aws.server(), "litellm/etl", "sk-2");

                copier.rotated("sk-3", ETL, LOADER);
                SecretGateway.until(() -> aws.isDeleted("litellm/etl"));
                assertThat(aws.creations())
                        .extractingByKey("litellm/loader")
                        .asString()
                        .contains("Rotated from litellm/etl");

                copier.made("sk-4", ETL); // while the former of that name waits for its end
                until(aws.server(), "litellm/etl", "sk-4");
                assertThat(copier.lost()).isZero();
            });
        }
    }

    @Test
    void inAzure() {
        try (FakeKeyVault vault = FakeKeyVault.start()) {
            Map<String, String> variables = Map.of(
                    "AZURE_KEY_VAULT_URI",
                    vault.server().url(),
                    "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                    vault.server().url());
            copied("azure_key_vault", variables, copier -> {
                copier.made("sk-1", ETL);
                until(vault.server(), "litellm-etl", "sk-1");
                copier.removed(ETL);
                until(vault.server(), "litellm-etl", null);
                copier.made("sk-2", ETL); // brought back first
                until(vault.server(), "litellm-etl", "sk-2");
                assertThat(copier.lost()).isZero();
            });
        }
    }

    @Test
    void inGoogle() {
        try (FakeGoogleSecrets google = FakeGoogleSecrets.start();
                FakeVertex vertex = FakeVertex.start()) {
            Map<String, String> variables = Map.of(
                    "GOOGLE_APPLICATION_CREDENTIALS",
                    vertex.credentials(),
                    "GOOGLE_SECRET_MANAGER_PROJECT_ID",
                    "project-1",
                    "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER",
                    google.server().url());
            copied("google_secret_manager", variables, copier -> {
                copier.made("sk-1", ETL);
                until(google.server(), "litellm-etl", "sk-1");
                copier.rotated("sk-2", ETL, LOADER);
                until(google.server(), "litellm-loader", "sk-2");
                until(google.server(), "litellm-etl", null);
                assertThat(copier.lost()).isZero();
            });
        }
    }

    @Test
    void inConjurWhichRemovesNothing() {
        try (FakeConjur conjur = FakeConjur.start()) {
            Map<String, String> variables = Map.of(
                    "CYBERARK_API_BASE",
                    conjur.server().url(),
                    "CYBERARK_ACCOUNT",
                    "dev",
                    "CYBERARK_USERNAME",
                    "host/gateway",
                    "CYBERARK_API_KEY",
                    "api-key-1");
            copied("cyberark", variables, copier -> {
                copier.made("sk-1", ETL);
                until(conjur.server(), "litellm/etl", "sk-1");
                conjur.revokeAll();
                copier.rotated("sk-2", ETL, ETL);
                until(conjur.server(), "litellm/etl", "sk-2");

                copier.removed(ETL);
                SecretGateway.until(() -> copier.lost() == 1);
                assertThat(conjur.server().secrets()).containsEntry("litellm/etl", "sk-2");
            });
        }
    }
}
