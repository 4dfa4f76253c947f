package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a file says about routing, seen through the gateway's own address. */
final class RoutingSettingsTest {

    private final FakeOpenAi first = FakeOpenAi.start();
    private final FakeOpenAi second = FakeOpenAi.start();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void theSecondOrderIsAskedOnlyWhenTheFirstHasFailed() {
        first.answers(Answer.text("from the first"), Answer.error(ErrorKind.SERVER_ERROR));
        second.answers(Answer.text("from the second"));
        try (Gateway gateway = gateway("order: 2", "order: 1", "")) {
            HttpResponse<String> calm = ask(gateway, false);
            int before = second.requests().size();
            HttpResponse<String> troubled = ask(gateway, false);

            assertThat(calm.body()).contains("from the first");
            assertThat(before).isZero();
            assertThat(troubled.body()).contains("from the second");
        }
    }

    @Test
    void theOrderMayStandInModelInfo() {
        first.answersWith(call -> Answer.text("from the first"));
        try (Gateway gateway = gateway("order: 2", "", "model_info: {order: 1}")) {
            for (int i = 0; i < 6; i++) {
                assertThat(ask(gateway, false).body()).contains("from the first");
            }
        }
    }

    @Test
    void aDeploymentsOwnRetriesCount() {
        first.answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.text("at last"));
        try (Gateway gateway = alone("num_retries: 1")) {
            HttpResponse<String> answer = ask(gateway, false);

            assertThat(answer.body()).contains("at last");
            assertThat(first.requests()).hasSize(2);
        }
    }

    @Test
    void aVendorThatTakesLongerThanTheDeploymentAllowsIsATimeout() {
        first.answers(Answer.fault(new Fault.HangBeforeHeaders()));
        try (Gateway gateway = alone("timeout: 50ms")) {
            HttpResponse<String> answer = ask(gateway, false);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(408);
        }
    }

    @Test
    void aStreamThatDoesNotBeginInTheDeploymentsTimeIsATimeout() {
        first.answers(Answer.fault(new Fault.HangBeforeHeaders()));
        try (Gateway gateway = alone("timeout: 1h, stream_timeout: 50ms")) {
            HttpResponse<String> answer = ask(gateway, true);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(408);
        }
    }

    @Test
    void aWaitThatWouldOutlastTheCallIsNotBegun() {
        first.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));
        try (Gateway gateway = gateway("router_settings: {num_retries: 3, retry_after: 1h}", "timeout: 60", "", "")) {
            HttpResponse<String> answer = ask(gateway, false);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(first.requests()).hasSize(1);
        }
    }

    private static HttpResponse<String> ask(Gateway gateway, boolean stream) {
        return gateway.post("/v1/chat/completions", Gateway.question("routed", stream));
    }

    private Gateway alone(String params) {
        return gateway("", params, "", "");
    }

    private Gateway gateway(String paramsOfSecond, String paramsOfFirst, String besideParamsOfFirst) {
        return gateway("", paramsOfFirst, besideParamsOfFirst, """
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", %s}
                """.formatted(second.baseUrl(), paramsOfSecond));
    }

    private Gateway gateway(String sections, String params, String beside, String others) {
        String routers = sections.isEmpty() ? "router_settings: {num_retries: 0}" : sections;
        return Gateway.startOf("""
                %s
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", %s}
                    %s
                %s
                """.formatted(routers, first.baseUrl(), params, beside, others));
    }
}
