package dev.dragoman.gateway.secret;

import static dev.dragoman.gateway.secret.Places.keyIn;
import static dev.dragoman.gateway.secret.Places.problems;
import static dev.dragoman.gateway.secret.Places.with;
import static dev.dragoman.gateway.secret.Places.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Server;
import dev.dragoman.testkit.FakeAwsSecrets;
import dev.dragoman.testkit.FakeConjur;
import dev.dragoman.testkit.FakeGoogleSecrets;
import dev.dragoman.testkit.FakeHashiCorpVault;
import dev.dragoman.testkit.FakeKeyVault;
import dev.dragoman.testkit.FakeVertex;
import dev.dragoman.testkit.vault.VaultServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every place of secrets, by its own protocol. */
class ReadingTest {

    private static final String NAME = "OPENAI-API-KEY";

    @TempDir
    private Path folder;

    private static void keep(VaultServer server, String value) {
        server.secrets().put(NAME, value);
    }

    private Map<String, String> vault(FakeHashiCorpVault vault, String... more) {
        return with(Map.of("HCP_VAULT_ADDR", vault.server().url()), more);
    }

    @Test
    void hashiCorpVaultByToken() {
        try (FakeHashiCorpVault vault = FakeHashiCorpVault.start()) {
            keep(vault.server(), "sk-kept");

            assertThat(keyIn("hashicorp_vault", "", vault(vault, "HCP_VAULT_TOKEN", FakeHashiCorpVault.ROOT)))
                    .isEqualTo("sk-kept");
        }
    }

    @Test
    void hashiCorpVaultByRoleInANamespaceBelowAFolder() {
        try (FakeHashiCorpVault vault = FakeHashiCorpVault.start()) {
            vault.server().secrets().put("ns1/secret/gateway/" + NAME, "sk-kept");

            String key = keyIn(
                    "hashicorp_vault",
                    "",
                    vault(
                            vault,
                            "HCP_VAULT_APPROLE_ROLE_ID",
                            "role-1",
                            "HCP_VAULT_APPROLE_SECRET_ID",
                            "secret-1",
                            "HCP_VAULT_NAMESPACE",
                            "ns1",
                            "HCP_VAULT_PATH_PREFIX",
                            "gateway"));

            assertThat(key).isEqualTo("sk-kept");
            assertThat(vault.server().requests().getFirst().header("x-vault-namespace"))
                    .contains("ns1");
            assertThat(vault.logins()).isEqualTo(1);
        }
    }

    @Test
    void hashiCorpVaultByTheTokenOfAWorkload() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "jwt-of-the-workload\n");
        try (FakeHashiCorpVault vault = FakeHashiCorpVault.start()) {
            keep(vault.server(), "sk-kept");
            for (String kind : List.of("KUBERNETES", "JWT")) {
                Map<String, String> variables = vault(
                        vault,
                        "HCP_VAULT_" + kind + "_ROLE",
                        "gateway",
                        "HCP_VAULT_" + kind + "_TOKEN_FILE",
                        token.toString());

                assertThat(keyIn("hashicorp_vault", "", variables)).isEqualTo("sk-kept");
            }
        }
    }

    @Test
    void aSecretOfHashiCorpVaultUnderAnotherFieldIsToldWithItsFields() {
        try (FakeHashiCorpVault vault = FakeHashiCorpVault.start()) {
            keep(vault.server(), "sk-hidden");
            vault.field(NAME, "value");

            assertThat(problems(yaml("hashicorp_vault", ""), vault(vault, "HCP_VAULT_TOKEN", FakeHashiCorpVault.ROOT)))
                    .singleElement()
                    .asString()
                    .contains("config.yaml:3: error: model_list[0](chat).litellm_params.api_key", "the fields [value]")
                    .doesNotContain("sk-hidden");
        }
    }

    private static Map<String, String> aws(FakeAwsSecrets aws, String... more) {
        return with(
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "AKIDEXAMPLE",
                        "AWS_SECRET_ACCESS_KEY",
                        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                        "AWS_REGION_NAME",
                        "eu-central-1",
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        aws.server().url(),
                        "AWS_ENDPOINT_URL_KMS",
                        aws.server().url()),
                more);
    }

    @Test
    void awsSecretsManager() {
        try (FakeAwsSecrets aws = FakeAwsSecrets.start()) {
            keep(aws.server(), "sk-kept");

            assertThat(keyIn("aws_secret_manager", "", aws(aws))).isEqualTo("sk-kept");
            assertThat(keyIn("aws_kms", "", aws(aws))).isEqualTo("sk-kept");
        }
    }

    @Test
    void awsSecretsManagerByAProfile() throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), """
                [work]
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
                """);
        try (FakeAwsSecrets aws = FakeAwsSecrets.start()) {
            keep(aws.server(), "sk-kept");
            Map<String, String> variables = Map.of(
                    "AWS_SHARED_CREDENTIALS_FILE",
                    file.toString(),
                    "AWS_ENDPOINT_URL",
                    aws.server().url());

            assertThat(keyIn("aws_secret_manager", "aws_profile_name: work, aws_region_name: eu-west-1", variables))
                    .isEqualTo("sk-kept");
        }
    }

    @Test
    void awsRefusesAWrongSignature() {
        try (FakeAwsSecrets aws = FakeAwsSecrets.start()) {
            keep(aws.server(), "sk-kept");

            assertThat(problems(yaml("aws_secret_manager", ""), aws(aws, "AWS_SECRET_ACCESS_KEY", "wrong")))
                    .singleElement()
                    .asString()
                    .contains("answers 403: The request signature we calculated does not match");
        }
    }

    @Test
    void oneSecretOfAwsHoldsAllNames() {
        try (FakeAwsSecrets aws = FakeAwsSecrets.start()) {
            aws.server().secrets().put("all-of-them", "{\"" + NAME + "\":\"sk-kept\",\"LITELLM_MASTER_KEY\":\"sk-m\"}");

            assertThat(keyIn("aws_secret_manager", "primary_secret_name: all-of-them", aws(aws)))
                    .isEqualTo("sk-kept");
            assertThat(aws.server().requests()).hasSize(1);
        }
    }

    @Test
    void awsKmsOpensWhatVariablesHold() {
        try (FakeAwsSecrets aws = FakeAwsSecrets.start()) {
            String sealed = FakeAwsSecrets.encrypted("sk-sealed\n");

            assertThat(keyIn("aws_kms", "", aws(aws, NAME, sealed))).isEqualTo("sk-sealed");
            assertThat(keyIn("aws_kms", "", aws(aws, NAME, "sk-plain"))).isEqualTo("sk-plain");
        }
    }

    @Test
    void aHostedVariableThatIsNoCiphertextIsToldOfAndUsed() {
        try (FakeAwsSecrets aws = FakeAwsSecrets.start();
                SecretReader secrets = Server.secrets()) {
            String yaml = yaml("aws_kms", "hosted_keys: [" + NAME + "]");

            assertThat(Places.load(yaml, aws(aws, NAME, "sk-plain"), secrets)
                            .settings()
                            .models()
                            .getFirst()
                            .params()
                            .apiKey())
                    .isEqualTo("sk-plain");
            assertThat(secrets.trouble()).isEqualTo(NAME + ": " + NAME + " holds no ciphertext, as hosted_keys says");
        }
    }

    @Test
    void encryptedVariablesOfTheOlderForm() {
        try (FakeAwsSecrets aws = FakeAwsSecrets.start()) {
            String yaml = """
                    model_list:
                      - {model_name: chat, litellm_params: {model: openai/gpt-4o, api_key: os.environ/MY_KEY}}
                    """;
            Map<String, String> variables = aws(
                    aws, "USE_AWS_KMS", "True", "LITELLM_SECRET_AWS_KMS_MY_KEY", FakeAwsSecrets.encrypted("sk-sealed"));

            assertThat(Places.key(yaml, variables)).isEqualTo("sk-sealed");
        }
    }

    private static Map<String, String> azure(FakeKeyVault vault, String... more) {
        return with(
                Map.of(
                        "AZURE_KEY_VAULT_URI",
                        vault.server().url() + "/",
                        "AZURE_AUTHORITY_HOST",
                        vault.server().url()),
                more);
    }

    @Test
    void azureKeyVaultByAnApplication() {
        try (FakeKeyVault vault = FakeKeyVault.start()) {
            keep(vault.server(), "sk-kept");
            Map<String, String> variables = azure(
                    vault,
                    "AZURE_CLIENT_ID",
                    "client-1",
                    "AZURE_CLIENT_SECRET",
                    "entra-secret",
                    "AZURE_TENANT_ID",
                    "tenant-1");
            String legacy =
                    yaml("null", "").replace("  key_management_system: null\n", "  use_azure_key_vault: true\n");

            assertThat(keyIn("azure_key_vault", "", variables)).isEqualTo("sk-kept");
            assertThat(Places.key(legacy, variables)).isEqualTo("sk-kept");
        }
    }

    @Test
    void azureKeyVaultByAWorkloadOrAMachine() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "workload-token");
        try (FakeKeyVault vault = FakeKeyVault.start()) {
            keep(vault.server(), "sk-kept");
            Map<String, String> workload = azure(
                    vault,
                    "AZURE_CLIENT_ID",
                    "client-1",
                    "AZURE_TENANT_ID",
                    "tenant-1",
                    "AZURE_FEDERATED_TOKEN_FILE",
                    token.toString());
            Map<String, String> machine = azure(
                    vault, "AZURE_POD_IDENTITY_AUTHORITY_HOST", vault.server().url());

            assertThat(keyIn("azure_key_vault", "", workload)).isEqualTo("sk-kept");
            assertThat(keyIn("azure_key_vault", "", machine)).isEqualTo("sk-kept");
        }
    }

    @Test
    void namesThatAzureKeyVaultCannotHaveComeFromTheEnvironment() {
        try (FakeKeyVault vault = FakeKeyVault.start()) {
            String yaml = yaml("azure_key_vault", "").replace(NAME, "OPENAI_API_KEY");
            Map<String, String> variables = azure(
                    vault, "AZURE_POD_IDENTITY_AUTHORITY_HOST", vault.server().url(), "OPENAI_API_KEY", "sk-here");

            assertThat(Places.key(yaml, variables)).isEqualTo("sk-here");
        }
    }

    @Test
    void googleSecretManagerAndKms() {
        try (FakeGoogleSecrets google = FakeGoogleSecrets.start();
                FakeVertex vertex = FakeVertex.start()) {
            keep(google.server(), "sk-kept");
            Map<String, String> variables = Map.of(
                    "GOOGLE_APPLICATION_CREDENTIALS",
                    vertex.credentials(),
                    "GOOGLE_SECRET_MANAGER_PROJECT_ID",
                    "project-1",
                    "GOOGLE_KMS_RESOURCE_NAME",
                    FakeGoogleSecrets.KEY,
                    "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER",
                    google.server().url() + "/",
                    "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS",
                    google.server().url() + "/");

            assertThat(keyIn("google_secret_manager", "", variables)).isEqualTo("sk-kept");
            assertThat(keyIn("google_kms", "", with(variables, NAME, FakeGoogleSecrets.encrypted("sk-sealed"))))
                    .isEqualTo("sk-sealed");
        }
    }

    @Test
    void conjur() {
        try (FakeConjur conjur = FakeConjur.start()) {
            keep(conjur.server(), "sk-kept");
            Map<String, String> variables = Map.of(
                    "CYBERARK_API_BASE",
                    conjur.server().url(),
                    "CYBERARK_ACCOUNT",
                    "dev",
                    "CYBERARK_USERNAME",
                    "host/gateway",
                    "CYBERARK_API_KEY",
                    "api-key-1");

            assertThat(keyIn("cyberark", "", variables)).isEqualTo("sk-kept");
        }
    }

    /** A class of the operator's own. */
    public static final class Own implements SecretVault {

        private final Map<String, String> environment;

        public Own(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public @Nullable String read(String name) {
            return name.equals(NAME) ? "own-" + environment.get("SEED") : null;
        }
    }

    @Test
    void aClassOfTheOperatorsOwn() {
        String settings = "custom_secret_manager: " + Own.class.getName();

        assertThat(keyIn("custom", settings, Map.of("SEED", "7"))).isEqualTo("own-7");
        assertThat(problems(yaml("custom", "custom_secret_manager: com.example.None"), Map.of()))
                .anyMatch(problem -> problem.contains("there is no such class on the class path"));
    }

    @Test
    void localIsTheEnvironment() {
        assertThat(keyIn("local", "", Map.of(NAME, "sk-here"))).isEqualTo("sk-here");
    }

    @Test
    void whatIsMissingToReachAPlaceIsTold() {
        assertThat(problems(yaml("hashicorp_vault", ""), Map.of()))
                .anyMatch(problem -> problem.startsWith(
                        "config.yaml:5: error: general_settings.key_management_system:" + " HCP_VAULT_TOKEN: not set"));
        assertThat(problems(yaml("google_secret_manager", ""), Map.of()))
                .anyMatch(problem -> problem.contains("GOOGLE_SECRET_MANAGER_PROJECT_ID: not set"));
        assertThat(problems(yaml("cyberark", ""), Map.of()))
                .anyMatch(problem -> problem.contains("CYBERARK_API_BASE: not set"));
        assertThat(problems(yaml("azure_key_vault", ""), Map.of()))
                .anyMatch(problem -> problem.contains("AZURE_KEY_VAULT_URI: not set"));
    }
}
