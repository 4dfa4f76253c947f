package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Copies of the traffic of one model go to another. */
final class MirrorTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeOpenAi real = FakeOpenAi.start();
    private final FakeOpenAi silent = FakeOpenAi.start();

    @AfterEach
    void stop() {
        real.close();
        silent.close();
    }

    @Test
    void aCopyGoesToTheSilentModelWholeAndNoFurther() {
        try (Gateway gateway = gateway("trial")) {
            HttpResponse<String> answer = gateway.post(
                    CHAT,
                    Gateway.question("main", true)
                            .replace("{\"model\"", "{\"stream_options\":{\"include_usage\":true},\"model\""));
            RecordedRequest copy = silent.takeRequest(SOON);

            assertThat(answer.body()).endsWith("data: [DONE]\n\n");
            assertThat(copy.json().get("model").asString()).isEqualTo("gpt-4o-mini");
            assertThat(copy.json().path("stream").asBoolean(false)).isFalse();
            assertThat(copy.json().get("messages"))
                    .isEqualTo(real.lastRequest().json().get("messages"));
            awaitMetric(gateway, "outcome=\"answered\",requested_model=\"main\",silent_model=\"trial\"} 1.0");
            assertThat(gateway.get("/metrics").body())
                    .containsPattern("litellm_spend_metric_total\\{.*model=\"gpt-4o-mini\",model_id=\"trial-one\"");
            // The silent model's own silent model gets nothing.
            assertThat(real.requests()).hasSize(1);
        }
    }

    @Test
    void theClientDoesNotWaitForASilentModelThatHangs() {
        silent.answersWith(call -> Answer.fault(Fault.hang()));
        try (Gateway gateway = gateway("trial")) {
            assertThat(gateway.post(CHAT, Gateway.question("main", false)).statusCode())
                    .isEqualTo(200);
            assertThat(silent.takeRequest(SOON).clientGoneAt()).isEmpty();
        }
    }

    @Test
    void itsFailureIsCountedAndNothingElse() {
        silent.answersWith(call -> Answer.error(ErrorKind.BAD_REQUEST));
        try (Gateway gateway = gateway("trial")) {
            assertThat(gateway.post(CHAT, Gateway.question("main", false)).statusCode())
                    .isEqualTo(200);

            awaitMetric(gateway, "outcome=\"failed\",requested_model=\"main\",silent_model=\"trial\"} 1.0");
        }
    }

    @Test
    void moreThanTheMirrorTakesAreDropped() {
        silent.answersWith(call -> Answer.fault(Fault.hang()));
        try (Gateway gateway = gateway("trial")) {
            for (int i = 0; i < 65; i++) {
                gateway.post(CHAT, Gateway.question("main", false));
            }

            assertThat(gateway.get("/metrics").body())
                    .contains("outcome=\"dropped\",requested_model=\"main\",silent_model=\"trial\"} 1.0");
        }
    }

    @Test
    void aGroupThatNobodyOffersIsAMistake() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> gateway("tril"))
                .withMessageContaining("silent_model: \"tril\"")
                .withMessageContaining("perhaps trial");
    }

    private static void awaitMetric(Gateway gateway, String labels) {
        String metrics = "";
        for (int i = 0; i < 500 && !metrics.contains(labels); i++) {
            metrics = gateway.get("/metrics").body();
        }
        assertThat(metrics).contains("dragoman_mirrored_calls_total{" + labels);
    }

    private Gateway gateway(String name) {
        return Gateway.startOf("""
                model_list:
                  - model_name: main
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", silent_model: %s}
                  - model_name: trial
                    litellm_params: {model: openai/gpt-4o-mini, api_key: sk-x, api_base: "%s", silent_model: main}
                    model_info: {id: trial-one}
                router_settings: {num_retries: 0}
                """.formatted(real.baseUrl(), name, silent.baseUrl()));
    }
}
