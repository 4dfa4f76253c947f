package dev.dragoman.gateway.secret;

import static dev.dragoman.gateway.secret.SecretGateway.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.FakeHashiCorpVault;
import dev.dragoman.testkit.FakeOpenAi;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets that change while the gateway runs. */
class RefreshTest {

    private final FakeHashiCorpVault vault = FakeHashiCorpVault.start();
    private final FakeOpenAi openai = FakeOpenAi.start();

    @AfterEach
    void close() {
        vault.close();
        openai.close();
    }

    private SecretGateway gateway() {
        String yaml = """
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, api_key: os.environ/KEY, api_base: "%s"}
                general_settings: {key_management_system: hashicorp_vault}
                """.formatted(openai.baseUrl());
        return new SecretGateway(
                yaml,
                Map.of(
                        "HCP_VAULT_ADDR",
                        vault.server().url(),
                        "HCP_VAULT_TOKEN",
                        FakeHashiCorpVault.ROOT,
                        "HCP_VAULT_REFRESH_INTERVAL",
                        "1"));
    }

    private String seen(SecretGateway gateway) {
        assertThat(gateway.chat("chat")).isEqualTo(200);
        return openai.lastRequest().header("authorization").orElse("");
    }

    @Test
    void aChangedSecretReachesTheVendorWithoutARestart() {
        vault.server().secrets().put("KEY", "sk-one");
        try (SecretGateway gateway = gateway()) {
            assertThat(seen(gateway)).isEqualTo("Bearer sk-one");

            vault.server().secrets().put("KEY", "sk-two");

            until(() -> seen(gateway).equals("Bearer sk-two"));
        }
    }

    @Test
    void whatIsInUseStaysWhileThePlaceIsAwayOrForgetsIt() {
        vault.server().secrets().put("KEY", "sk-one");
        try (SecretGateway gateway = gateway()) {
            vault.server().outage(503);
            until(() -> gateway.get("/health/readiness/details").contains("\"secret_manager_status\":\"degraded\""));
            assertThat(seen(gateway)).isEqualTo("Bearer sk-one");
            assertThat(gateway.get("/metrics")).containsPattern("dragoman_secret_failures\\{operation=\"read\"} [1-9]");

            vault.server().secrets().remove("KEY");
            vault.server().outage(0);
            until(() -> gateway.get("/health/readiness/details").contains("config_error"));
            assertThat(seen(gateway)).isEqualTo("Bearer sk-one");

            vault.server().secrets().put("KEY", "sk-two");
            until(() -> seen(gateway).equals("Bearer sk-two"));
            assertThat(gateway.get("/health/readiness/details"))
                    .contains("\"secret_manager_status\":\"healthy\"")
                    .doesNotContain("config_error");
        }
    }
}
