package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of which a second deployment is asked when the first lets wait. */
final class HedgedCallsTest {

    private static final String CHAT = "/v1/chat/completions";

    private final FakeOpenAi slow = FakeOpenAi.start();
    private final FakeOpenAi quick = FakeOpenAi.start();

    @AfterEach
    void stop() {
        slow.close();
        quick.close();
    }

    @Test
    void theSecondAnswersAndTheClientIsToldSo() {
        slow.answersWith(call -> Answer.fault(Fault.hang()));
        try (Gateway gateway = gateway("")) {
            HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("pair", false));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-dragoman-hedged")).hasValue("won");
            assertThat(answer.headers().firstValue("x-litellm-model-id")).hasValue("quick");
            assertThat(answer.headers().firstValue("x-litellm-attempted-retries"))
                    .hasValue("0");
            assertThat(slow.lastRequest().clientGone(Duration.ofSeconds(5))).isTrue();
            assertThat(gateway.get("/metrics").body())
                    .contains(
                            "dragoman_hedged_calls_total{first_model_id=\"slow\",requested_model=\"pair\",second_model_id=\"quick\",winner=\"second\"} 1.0")
                    .contains("dragoman_hedge_spend_total{model=\"gpt-4o\",model_id=\"slow\"}");
        }
    }

    @Test
    void aStreamIsTakenFromWhoBeginsIt() {
        slow.answersWith(call -> Answer.fault(Fault.hang()));
        quick.answersWith(call -> Answer.text("the whole stream"));
        try (Gateway gateway = gateway("")) {
            HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("pair", true));

            assertThat(answer.headers().firstValue("x-dragoman-hedged")).hasValue("won");
            assertThat(answer.body()).contains("stream").endsWith("data: [DONE]\n\n");
            assertThat(slow.lastRequest().clientGone(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void noneIsAskedTwiceWhereThatIsForbidden() {
        slow.answersWith(call -> Answer.text("late").with(Fault.delay(Duration.ofMillis(400))));
        try (Gateway gateway = gateway("dragoman_settings: {hedge_max_percent: 0}")) {
            HttpResponse<String> answer = gateway.post(CHAT, Gateway.question("pair", false));

            assertThat(answer.headers().firstValue("x-litellm-model-id")).hasValue("slow");
            assertThat(answer.headers().firstValue("x-dragoman-hedged")).isEmpty();
            assertThat(quick.requests()).isEmpty();
        }
    }

    private Gateway gateway(String more) {
        return Gateway.startOf("""
                model_list:
                  - model_name: pair
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", weight: 1, hedge_after_ms: 50}
                    model_info: {id: slow}
                  - model_name: pair
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", weight: 0}
                    model_info: {id: quick}
                router_settings: {num_retries: 0}
                %s
                """.formatted(slow.baseUrl(), quick.baseUrl(), more));
    }
}
