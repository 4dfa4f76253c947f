package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls keep away from deployments whose last health check failed. */
final class HealthRoutingTest {

    private static final String CHAT = "/v1/chat/completions";

    private final FakeOpenAi one = FakeOpenAi.start();
    private final FakeOpenAi other = FakeOpenAi.start();

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void whoFailedItsCheckIsNotAskedUntilAGoodOne() {
        one.answers(Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = gateway("enable_health_check_routing: true")) {
            gateway.get("/health");
            HttpResponse<String> answer = ask(gateway);
            String id = answer.headers().firstValue("x-litellm-call-id").orElseThrow();

            assertThat(answered(answer)).isEqualTo("other");
            assertThat(gateway.get("/route/explain?request_id=" + id).body())
                    .contains("\"screen\":\"health_check\"", "its last health check failed");

            gateway.get("/health");
            assertThat(answered(ask(gateway))).isEqualTo("one");
        }
    }

    @Test
    void withoutTheSettingChecksMeanNothing() {
        one.answers(Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = gateway("enable_health_check_routing: false")) {
            gateway.get("/health");

            assertThat(answered(ask(gateway))).isEqualTo("one");
        }
    }

    @Test
    void whenAllFailedAllAreAsked() {
        one.answers(Answer.error(ErrorKind.SERVER_ERROR));
        other.answers(Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = gateway("enable_health_check_routing: true")) {
            gateway.get("/health");

            assertThat(answered(ask(gateway))).isEqualTo("one");
        }
    }

    @Test
    void passingTroubleDoesNotCountWhereThatIsAskedFor() {
        one.answersWith(call -> Answer.error(ErrorKind.RATE_LIMITED));
        try (Gateway gateway = gateway(
                "enable_health_check_routing: true, health_check_ignore_transient_errors: true, num_retries: 0")) {
            gateway.get("/health");
            one.answersWith(call -> Answer.text("fine"));

            assertThat(answered(ask(gateway))).isEqualTo("one");
        }
    }

    @Test
    void anOldCheckSaysNothing() {
        one.answers(Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = gateway("enable_health_check_routing: true, health_check_staleness_threshold: 1ms")) {
            gateway.get("/health");
            String answered = "";
            for (int i = 0; i < 20 && !answered.equals("one"); i++) {
                answered = answered(ask(gateway));
            }
            assertThat(answered).isEqualTo("one");
        }
    }

    @Test
    void withAPolicyFailedChecksCountLikeFailedCalls() {
        one.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = gateway("enable_health_check_routing: true, cooldown_time: 1h,"
                + " allowed_fails_policy: {InternalServerErrorAllowedFails: 1}")) {
            gateway.get("/health");
            assertThat(gateway.get("/metrics").body()).doesNotContain("litellm_deployment_cooled_down_total{");

            gateway.get("/health");
            assertThat(gateway.get("/metrics").body())
                    .contains("litellm_deployment_cooled_down_total{")
                    .contains("model_id=\"one\"");
            assertThat(answered(ask(gateway))).isEqualTo("other");
        }
    }

    private static HttpResponse<String> ask(Gateway gateway) {
        return gateway.post(CHAT, Gateway.question("pair", false));
    }

    private static String answered(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-litellm-model-id").orElse(answer.body());
    }

    private Gateway gateway(String router) {
        return Gateway.startOf("""
                model_list:
                  - model_name: pair
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", weight: 1}
                    model_info: {id: one}
                  - model_name: pair
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", weight: 0}
                    model_info: {id: other}
                router_settings: {%s}
                """.formatted(one.baseUrl(), other.baseUrl(), router));
    }
}
