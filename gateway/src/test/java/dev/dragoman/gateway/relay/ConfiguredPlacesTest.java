package dev.dragoman.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of vendors' own APIs, from models of the configuration and from the environment. */
final class ConfiguredPlacesTest {

    private static final Gateway VENDORS = Gateway.start();

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.startOf(
                """
                model_list:
                  - model_name: closed
                    litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-closed, api_base: "%1$s"}
                  - model_name: open
                    litellm_params:
                      {model: anthropic/claude-sonnet-4-5, api_key: sk-open, api_base: "%1$s", use_in_pass_through: true}
                  - model_name: my-claude
                    litellm_params:
                      {model: bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0, api_key: ABSK-x, api_base: "%2$s"}
                """.formatted(VENDORS.anthropic.baseUrl(), VENDORS.bedrock.baseUrl()),
                Map.of(
                        "ANTHROPIC_API_KEY", "sk-environment",
                        "AZURE_API_KEY", "azure-key",
                        "AZURE_API_BASE", VENDORS.azure.baseUrl(),
                        "AZURE_API_VERSION", "2024-10-21",
                        "HOSTED_VLLM_API_BASE", VENDORS.compatible.baseUrl()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        VENDORS.close();
    }

    @BeforeEach
    void forget() {
        VENDORS.anthropic.forgetRequests();
        VENDORS.azure.forgetRequests();
    }

    @Test
    void aModelThatOffersItsCredentialsGoesBeforeTheEnvironment() {
        HttpResponse<String> answer = gateway.get("/anthropic/v1/models");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(VENDORS.anthropic.lastRequest().header("x-api-key")).contains("sk-open");
    }

    @Test
    void bedrocksPathMayNameAModelOfTheConfiguration() {
        VENDORS.bedrock.answers(Answer.text("Hello"));

        HttpResponse<String> answer = gateway.post(
                "/bedrock/model/my-claude/converse",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}");

        RecordedRequest sent = VENDORS.bedrock.lastRequest();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sent.path()).isEqualTo("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse");
        assertThat(sent.header("authorization")).contains("Bearer ABSK-x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?api-version=2024-06-01"})
    void azuresVersionIsAddedWhereTheClientNamesNone(String query) {
        HttpResponse<String> answer = gateway.get("/azure/openai/models" + query);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(VENDORS.azure.lastRequest().target())
                .isEqualTo("/openai/models?api-version=" + (query.isEmpty() ? "2024-10-21" : "2024-06-01"));
        assertThat(VENDORS.azure.lastRequest().header("api-key")).contains("azure-key");
    }

    @Test
    void aServerOfOnesOwnIsReached() {
        HttpResponse<String> answer = gateway.get("/vllm/v1/models");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(VENDORS.compatible.lastRequest().path()).isEqualTo("/v1/models");
        assertThat(VENDORS.compatible.lastRequest().headers().toString()).doesNotContain(Gateway.KEY);
    }

    @Test
    void theGatewaysOwnDeploymentsPathGoesBeforeOpenAis() {
        HttpResponse<String> answer =
                gateway.post("/openai/deployments/nobody/chat/completions", Gateway.question("nobody", false));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("nobody").contains("Invalid model name");
    }
}
