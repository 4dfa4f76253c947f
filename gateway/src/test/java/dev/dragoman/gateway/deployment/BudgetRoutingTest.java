package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class BudgetRoutingTest {

    private static final String PRICED = "input_cost_per_token: 0.01, output_cost_per_token: 0.01";

    @Test
    void whenTheProvidersBudgetIsSpentCallsAreRefused() {
        String sections =
                "router_settings: {num_retries: 0, provider_budget_config: {openai: {budget_limit: 0.05, time_period: 1d}}}\n";
        try (Routed routed = new Routed(sections, PRICED, PRICED, PRICED)) {
            String before = routed.gateway().get("/provider/budgets").body();
            assertThat(routed.ask().statusCode()).isEqualTo(200);
            HttpResponse<String> refused = routed.ask();
            String after = routed.gateway().get("/provider/budgets").body();

            assertThat(before)
                    .isEqualTo("{\"providers\":{\"openai\":{\"budget_limit\":0.05,\"time_period\":\"1d\",\"spend\":0,"
                            + "\"budget_reset_at\":null}}}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
            assertThat(refused.body())
                    .containsPattern(
                            "No deployments available - crossed budget: Exceeded budget for provider openai: 0\\.2\\d? >= 0\\.05");
            assertThat(after).containsPattern("\"spend\":0\\.2\\d?,\"budget_reset_at\":\"2");
            assertThat(routed.gateway().get("/metrics").body())
                    .contains("litellm_provider_remaining_budget_metric{api_provider=\"openai\"} 0.0");
        }
    }

    @Test
    void aDeploymentWhoseBudgetIsSpentIsLeftOut() {
        String sections = "router_settings: {num_retries: 0}\n";
        String spent = PRICED + ", max_budget: 0.1, budget_duration: 1mo, weight: 1000000";
        try (Routed routed = new Routed(sections, spent, PRICED + ", weight: 1", PRICED + ", weight: 1")) {
            String first = routed.ask().body();

            assertThat(first).contains("from one");
            assertThat(routed.answers(6)).doesNotContainKeys("one", "none");
        }
    }

    @Test
    void theRefusalNamesTheDeployment() {
        String spent = PRICED + ", max_budget: 0.1, budget_duration: 30d";
        try (Routed routed = new Routed("router_settings: {num_retries: 0}\n", spent, spent, spent)) {
            routed.answers(3);

            assertThat(routed.ask().body())
                    .containsPattern(
                            "Exceeded budget for deployment model_name: chat, litellm_params.model: openai/gpt-4o,"
                                    + " model_id: one: 0\\.2\\d? >= 0\\.1");
        }
    }

    @Test
    void whenATagsBudgetIsSpentItsCallsAreRefused() {
        String sections = "litellm_settings: {tag_budget_config: {team-a: {max_budget: 0.1, budget_duration: 1d}}}\n"
                + "router_settings: {num_retries: 0}\n";
        try (Routed routed = new Routed(sections, PRICED, PRICED, PRICED)) {
            assertThat(routed.ask("x-litellm-tags", "team-a").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = routed.askWith("\"tags\":[\"team-a\"]");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .containsPattern(
                            "crossed budget: Exceeded budget for tag='team-a', tag_spend=0\\.2\\d?, tag_budget_limit=0\\.1");
            assertThat(routed.ask("x-litellm-tags", "team-b").statusCode()).isEqualTo(200);
        }
    }
}
