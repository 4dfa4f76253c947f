package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BackgroundHealthChecksTest {

    private final FakeOpenAi vendor = FakeOpenAi.start();

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void healthTellsWhatTheLastRoundFoundWithoutAskingAgain() {
        vendor.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = gateway("true", "")) {
            String health = gateway.get("/health").body();
            String again = gateway.get("/health?model=watched").body();

            assertThat(health).contains("\"healthy_count\":0", "\"unhealthy_count\":1");
            assertThat(again).isEqualTo(health);
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @Test
    void aModelThatAsksNotToBeCheckedIsLeftAlone() {
        try (Gateway gateway = gateway("true", "disable_background_health_check: true")) {
            String health = gateway.get("/health").body();

            assertThat(health).contains("\"healthy_count\":0", "\"unhealthy_count\":0");
            assertThat(vendor.requests()).isEmpty();
        }
    }

    @Test
    void withoutThemEveryQuestionIsACheck() {
        vendor.answersWith(call -> Answer.text("fine"));
        try (Gateway gateway = gateway("false", "")) {
            gateway.get("/health");
            String health = gateway.get("/health").body();

            assertThat(health).contains("\"healthy_count\":1");
            assertThat(vendor.requests()).hasSize(2);
        }
    }

    @Test
    void aCheckTakesNoLongerThanTheModelAllows() {
        vendor.answersWith(call -> Answer.fault(new Fault.HangBeforeHeaders()));
        try (Gateway gateway = gateway("false", "health_check_timeout: 50ms")) {
            String health = gateway.get("/health").body();

            assertThat(health).contains("\"unhealthy_count\":1");
        }
    }

    private Gateway gateway(String background, String info) {
        return Gateway.startOf("""
                general_settings: {background_health_checks: %s, health_check_interval: 1h}
                model_list:
                  - model_name: watched
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                    model_info: {%s}
                """.formatted(background, vendor.baseUrl(), info));
    }
}
