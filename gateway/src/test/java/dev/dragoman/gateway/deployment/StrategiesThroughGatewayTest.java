package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class StrategiesThroughGatewayTest {

    @Test
    void theCheapestAnswers() {
        try (Routed routed = routed(
                "cost-based-routing",
                "input_cost_per_token: 2, output_cost_per_token: 1",
                "input_cost_per_token: 1, output_cost_per_token: 1.5",
                "input_cost_per_token: 9, output_cost_per_token: 0")) {
            assertThat(routed.answers(6)).containsOnlyKeys("two");
        }
    }

    @Test
    void theNextCheapestAnswersWhenTheCheapestFails() {
        try (Routed routed = routed(
                "cost-based-routing",
                "input_cost_per_token: 2",
                "input_cost_per_token: 1",
                "input_cost_per_token: 3")) {
            routed.two.answersWith(call -> Answer.error(ErrorKind.SERVER_ERROR));

            assertThat(routed.ask().body()).contains("from one");
        }
    }

    @Test
    void usageIsSharedEvenlyAndRequestsOfAMinuteAreALimit() {
        try (Routed routed = routed("usage-based-routing-v2", "rpm: 2", "rpm: 2", "rpm: 2")) {
            assertThat(routed.answers(6))
                    .containsEntry("one", 2)
                    .containsEntry("two", 2)
                    .containsEntry("three", 2);
            HttpResponse<String> refused = routed.ask();

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
            assertThat(refused.body())
                    .contains("No deployments available for selected model")
                    .contains("RPM limit=2");
            assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0))
                    .isBetween(1L, 60L);
        }
    }

    @Test
    void enforcedLimitsPreferAnotherDeploymentOverARefusal() {
        String sections = "router_settings: {num_retries: 0, optional_pre_call_checks: [enforce_model_rate_limits]}\n";
        try (Routed routed = new Routed(sections, "rpm: 1, weight: 100", "rpm: 2, weight: 1", "rpm: 1, weight: 1")) {
            assertThat(routed.answers(5))
                    .containsEntry("one", 1)
                    .containsEntry("two", 2)
                    .containsEntry("three", 1)
                    .containsEntry("none", 1);
        }
    }

    @Test
    void theLeastBusyAnswersInTurn() {
        try (Routed routed = routed("least-busy", "", "", "")) {
            assertThat(routed.answers(30)).containsOnlyKeys("one", "two", "three");
        }
    }

    @Test
    void everyDeploymentIsTriedBeforeTheFastestIsKnown() {
        try (Routed routed = routed("latency-based-routing", "", "", "")) {
            assertThat(routed.answers(3)).hasSize(3);
        }
    }

    @Test
    void theNextOrderAnswersWhenTheFirstHasReachedItsLimits() {
        String sections = "router_settings: {num_retries: 0, optional_pre_call_checks: [enforce_model_rate_limits]}\n";
        try (Routed routed = new Routed(sections, "rpm: 1, order: 1", "order: 2", "order: 3")) {
            assertThat(routed.answers(3)).containsEntry("one", 1).containsEntry("two", 2);
        }
    }

    private static Routed routed(String strategy, String one, String two, String three) {
        return new Routed("router_settings: {num_retries: 2, routing_strategy: " + strategy + "}\n", one, two, three);
    }
}
