package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeAzureIdentity;
import dev.dragoman.testkit.FakeAzureOpenAi;
import dev.dragoman.testkit.FakeOpenAiCompatible;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure without a key, by what the gateway's environment tells. */
final class AzureIdentityTest {

    private static final String ALLOWED = "litellm_settings: {enable_azure_ad_token_refresh: true}\n";

    private final FakeAzureOpenAi azure = FakeAzureOpenAi.start();
    private final FakeOpenAiCompatible models = FakeOpenAiCompatible.start();
    private final FakeAzureIdentity identity = FakeAzureIdentity.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        azure.close();
        models.close();
        identity.close();
    }

    @Test
    void theMachineLogsInOnceForAllCalls() {
        try (Gateway gateway =
                Gateway.startOf(config(ALLOWED), Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", identity.baseUrl()))) {
            ask(gateway);
            HttpResponse<String> answer = ask(gateway);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(azure.lastRequest().header("authorization")).contains("Bearer token-1");
            assertThat(identity.requests()).hasSize(1);
        }
    }

    @Test
    void anAppServiceLogsIn() {
        Map<String, String> variables =
                Map.of("IDENTITY_ENDPOINT", identity.serviceUrl(), "IDENTITY_HEADER", FakeAzureIdentity.HEADER);
        try (Gateway gateway = Gateway.startOf(config(ALLOWED), variables)) {
            assertThat(ask(gateway).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aWorkloadLogsIn() throws IOException {
        Path token = folder.resolve("token");
        Files.writeString(token, "workload-token");
        Map<String, String> variables = Map.of(
                "AZURE_FEDERATED_TOKEN_FILE",
                token.toString(),
                "AZURE_CLIENT_ID",
                "client-1",
                "AZURE_TENANT_ID",
                "tenant-1",
                "AZURE_AUTHORITY_HOST",
                identity.baseUrl());
        try (Gateway gateway = Gateway.startOf(config(ALLOWED), variables)) {
            assertThat(ask(gateway).statusCode()).isEqualTo(200);
            assertThat(azure.lastRequest().header("authorization")).contains("Bearer token-1");
        }
    }

    @Test
    void aKeyOfTheEnvironmentGoesBefore() {
        Map<String, String> variables =
                Map.of("AZURE_API_KEY", "k", "AZURE_POD_IDENTITY_AUTHORITY_HOST", identity.baseUrl());
        try (Gateway gateway = Gateway.startOf(config(ALLOWED), variables)) {
            assertThat(ask(gateway).statusCode()).isEqualTo(200);
            assertThat(azure.lastRequest().header("api-key")).contains("k");
            assertThat(identity.requests()).isEmpty();
        }
    }

    @Test
    void withoutTheSwitchNobodyIsAsked() {
        try (Gateway gateway =
                Gateway.startOf(config(""), Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", identity.baseUrl()))) {
            HttpResponse<String> answer = ask(gateway);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("enable_azure_ad_token_refresh");
            assertThat(identity.requests()).isEmpty();
        }
    }

    @Test
    void aMachineLogsInAtFoundryToo() {
        String foundry = """
                model_list:
                  - model_name: m
                    litellm_params: {model: azure_ai/some-model, api_base: "%s"}
                router_settings: {num_retries: 0}
                """.formatted(models.baseUrl()) + ALLOWED;
        try (Gateway gateway =
                Gateway.startOf(foundry, Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", identity.baseUrl()))) {
            HttpResponse<String> answer = ask(gateway);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(models.lastRequest().header("authorization")).contains("Bearer token-1");
        }
    }

    @Test
    void anApplicationOfTheEnvironmentLogsInAtFoundry() {
        identity.trustSecret("s&cret");
        String foundry = """
                model_list:
                  - model_name: m
                    litellm_params: {model: azure_ai/some-model, api_base: "%s"}
                router_settings: {num_retries: 0}
                """.formatted(models.baseUrl());
        Map<String, String> variables = Map.of(
                "AZURE_TENANT_ID", "tenant-1",
                "AZURE_CLIENT_ID", "client-1",
                "AZURE_CLIENT_SECRET", "s&cret",
                "AZURE_AUTHORITY_HOST", identity.baseUrl());
        try (Gateway gateway = Gateway.startOf(foundry, variables)) {
            HttpResponse<String> answer = ask(gateway);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(models.lastRequest().header("authorization")).contains("Bearer token-1");
        }
    }

    private String config(String more) {
        return """
                model_list:
                  - model_name: m
                    litellm_params: {model: azure/d, api_base: "%s", api_version: 2024-10-21}
                router_settings: {num_retries: 0}
                """.formatted(azure.baseUrl()) + more;
    }

    private static HttpResponse<String> ask(Gateway gateway) {
        return gateway.post("/v1/chat/completions", Gateway.question("m", false));
    }
}
