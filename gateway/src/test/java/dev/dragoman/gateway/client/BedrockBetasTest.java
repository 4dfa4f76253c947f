package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beta features that a client announces in a header; Bedrock hears of them in the body, and Claude alone. */
final class BedrockBetasTest {

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/chat/completions"})
    void theHeaderBecomesAListInTheBody(String path) {
        HttpResponse<String> answer = ask(
                path, "bedrock", "", "context-1m-2025-08-07, interleaved-thinking-2025-05-14,context-1m-2025-08-07");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        RecordedRequest sent = gateway.bedrock.lastRequest();
        assertThat(sent.header("anthropic-beta")).isEmpty();
        assertThat(sent.json().path("additionalModelRequestFields").toString())
                .isEqualTo("{\"anthropic_beta\":[\"context-1m-2025-08-07\",\"interleaved-thinking-2025-05-14\"]}");
    }

    @Test
    void featuresOfTheBodyAreJoined() {
        HttpResponse<String> answer = ask(
                "/v1/chat/completions",
                "bedrock",
                ",\"anthropic_beta\":[\"effort-2025-11-24\"]",
                "context-1m-2025-08-07");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(gateway.bedrock.lastRequest().text())
                .contains("\"anthropic_beta\":[\"effort-2025-11-24\",\"context-1m-2025-08-07\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock, claude-code-20250219",
        "bedrock, 'oauth-2025-04-20,files-api-2025-04-14'",
        "bedrock-key, context-1m-2025-08-07",
        "openai, context-1m-2025-08-07"
    })
    void whatBedrockOrTheModelDoesNotKnowIsNotSaid(String model, String betas) {
        HttpResponse<String> answer = ask("/v1/messages", model, "", betas);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        RecordedRequest sent = gateway.vendor(model).lastRequest();
        assertThat(sent.text()).doesNotContain("anthropic_beta");
        assertThat(sent.header("anthropic-beta")).isEmpty();
    }

    @Test
    void anthropicItselfHearsTheHeader() {
        ask("/v1/messages", "anthropic", "", "context-1m-2025-08-07");

        assertThat(gateway.anthropic.lastRequest().header("anthropic-beta")).contains("context-1m-2025-08-07");
    }

    private static HttpResponse<String> ask(String path, String model, String more, String betas) {
        return gateway.post(
                path,
                "{\"model\":\"" + model + "\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
                        + more + "}",
                "anthropic-beta",
                betas);
    }
}
