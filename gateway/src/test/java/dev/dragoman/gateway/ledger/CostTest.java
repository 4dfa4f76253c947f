package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.TokenUsage;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers cost, as clients and operators see it. */
final class CostTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String COST = "x-litellm-response-cost";
    private static final String UNPRICED = "x-dragoman-unpriced";

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai,0.0075", // 1000 x 2.5e-6 + 500 x 1e-5
        "anthropic,0.0105", // 1000 x 3e-6 + 500 x 1.5e-5
        "gemini,0.00155", // 1000 x 3e-7 + 500 x 2.5e-6
        "bedrock,0.01155", // 1000 x 3.3e-6 + 500 x 1.65e-5
        "vertex-claude,0.0105",
        "vertex-gemini,0.00155"
    })
    void aWholeAnswerTellsItsCost(String model, String cost) {
        gateway.vendor(model).answers(Answer.text("Hi").usage(TokenUsage.of(1_000, 500)));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question(model, false));

        assertThat(answer.headers().firstValue(COST)).hasValue(cost);
        assertThat(answer.headers().firstValue(UNPRICED)).isEmpty();
        assertThat(answer.headers().firstValue(COST + "-original")).isEmpty();
    }

    @Test
    void tokensOfACacheHaveTheirOwnPrices() {
        gateway.anthropic.answers(Answer.text("Hi").usage(new TokenUsage(12_000, 500, 10_000, 1_000, 0)));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("anthropic", false));

        assertThat(answer.headers().firstValue(COST)).hasValue("0.01725");
    }

    @ParameterizedTest
    @CsvSource({"openai,false,0.0075", "openai,true,0.0075", "anthropic,true,0.0105", "bedrock,true,0.01155"})
    void everyAnswerIsSpentOnceAtItsEnd(String model, boolean stream, String dollars) {
        gateway.vendor(model).answers(Answer.text("Hi").usage(TokenUsage.of(1_000, 500)));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question(model, stream));

        assertThat(answer.headers().firstValue(COST).isPresent()).isNotEqualTo(stream);
        assertThat(spend()).contains("api_key_alias=").contains("} " + dollars).doesNotContain("\n");
    }

    @Test
    void theSpendMetricHasLiteLlmsLabels() {
        gateway.openai.answers(Answer.text("Hi").usage(TokenUsage.of(1_000, 500)));
        gateway.post(CHAT, Gateway.question("openai", false));

        for (String label : new String[] {
            "end_user",
            "hashed_api_key",
            "api_key_alias",
            "model",
            "team",
            "team_alias",
            "user",
            "user_email",
            "client_ip",
            "user_agent",
            "model_id"
        }) {
            assertThat(spend()).contains(label + "=\"");
        }
        assertThat(spend()).contains("model=\"gpt-4o\"").contains("team=\"None\"");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aMissingPriceIsLoud(boolean stream) {
        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("compatible", stream));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(UNPRICED)).hasValue("openai_like/some-model");
        assertThat(answer.headers().firstValue(COST)).isEmpty();
        assertThat(gateway.get("/metrics").body())
                .contains("dragoman_unpriced_calls_total{model=\"some-model\"")
                .contains("reason=\"price\"} 1.0")
                .doesNotContain("litellm_spend_metric_total{");
    }

    @Test
    void pricesOfADeploymentCountBeforeAllOthers() {
        try (Gateway own = gatewayOf("""
                model_list:
                  - model_name: own
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "OPENAI", input_cost_per_token: 1e-6}
                    model_info: {input_cost_per_token: 5e-6, output_cost_per_token: 0.000002}
                  - model_name: based
                    litellm_params: {model: openai_like/mine, api_key: sk-x, api_base: "COMPATIBLE"}
                    model_info: {base_model: gpt-4o}
                  - model_name: timed
                    litellm_params: {model: openai_like/mine, api_key: sk-x, api_base: "COMPATIBLE", input_cost_per_second: 1000000}
                  - model_name: mocked
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, mock_response: Hello}
                  - model_name: echo
                    litellm_params: {model: mock/echo}
                  - model_name: each
                    litellm_params: {model: openai_like/mine, api_key: sk-x, api_base: "COMPATIBLE", input_cost_per_request: 0.25}
                    model_info: {input_cost_per_token: 0, output_cost_per_token: 0}
                """)) {
            assertThat(answer(own, "own").headers().firstValue(COST)).hasValue("0.002"); // 1000 x 1e-6 + 500 x 2e-6
            assertThat(answer(own, "based").headers().firstValue(COST)).hasValue("0.0075");
            assertThat(answer(own, "timed").headers().firstValue(UNPRICED)).isEmpty();
            assertThat(Double.parseDouble(
                            answer(own, "timed").headers().firstValue(COST).orElse("0")))
                    .isPositive();
            assertThat(answer(own, "each").headers().firstValue(COST)).hasValue("0.25");
            assertThat(Double.parseDouble(
                            answer(own, "mocked").headers().firstValue(COST).orElse("0")))
                    .isPositive();
            assertThat(answer(own, "echo").headers().firstValue(COST)).hasValue("0");
        }
    }

    @Test
    void discountsAndMarginsAreTold() {
        try (Gateway adjusted = gatewayOf("""
                model_list:
                  - model_name: openai
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "OPENAI"}
                  - model_name: compatible
                    litellm_params: {model: openai_like/mine, api_key: sk-x, api_base: "COMPATIBLE"}
                    model_info: {base_model: gpt-4o}
                litellm_settings:
                  cost_discount_config: {openai: 0.2}
                  cost_margin_config: {openai: {percentage: 0.5, fixed_amount: 0.001}, global: 0.1}
                """)) {
            var headers = answer(adjusted, "openai").headers();

            assertThat(headers.firstValue(COST + "-original")).hasValue("0.0075");
            assertThat(headers.firstValue(COST + "-discount-amount")).hasValue("0.0015");
            assertThat(headers.firstValue(COST + "-margin-amount")).hasValue("0.004");
            assertThat(headers.firstValue(COST)).hasValue("0.01");
            assertThat(answer(adjusted, "compatible").headers().firstValue(COST))
                    .hasValue("0.00825");
        }
    }

    @Test
    void aClassOfServiceThatTheVendorTellsHasItsPrice() {
        byte[] flex = """
                {"id":"x","object":"chat.completion","created":1,"model":"gpt-5","service_tier":"flex",
                "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi"}}],
                "usage":{"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500}}""".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        gateway.openai.answers(Answer.raw(200, "application/json", flex));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("wild/gpt-5", false));

        assertThat(answer.headers().firstValue(COST)).hasValue("0.003125"); // 1000 x 6.25e-7 + 500 x 5e-6
    }

    @Test
    void aVendorThatTellsNoUsageIsChargedByTheTextAndLoud() {
        byte[] silent = """
                {"id":"x","object":"chat.completion","created":1,"model":"gpt-4o",
                "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi"}}]}""".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        gateway.openai.answers(Answer.raw(200, "application/json", silent));

        HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("openai", false));

        // 9 tokens of the question with what stands between messages, 1 of the answer
        assertThat(answer.headers().firstValue(COST)).hasValue("0.0000325");
        assertThat(answer.headers().firstValue("x-dragoman-cost-estimated")).hasValue("true");
        assertThat(gateway.get("/metrics").body())
                .contains("dragoman_estimated_calls_total{model=\"gpt-4o\"")
                .doesNotContain("dragoman_unpriced_calls_total{");
    }

    /** Another gateway before the same vendors. */
    private Gateway gatewayOf(String yaml) {
        return Gateway.startOf(
                yaml.replace("OPENAI", gateway.openai.baseUrl()).replace("COMPATIBLE", gateway.compatible.baseUrl()));
    }

    private HttpResponse<String> answer(Gateway asked, String model) {
        Answer answer = Answer.text("Hi").usage(TokenUsage.of(1_000, 500));
        boolean openai = model.equals("openai") || model.equals("own");
        (openai ? gateway.openai : gateway.compatible).answers(answer);
        return asked.post(CHAT, Gateway.question(model, false));
    }

    private String spend() {
        return gateway.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("litellm_spend_metric_total{"))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }
}
