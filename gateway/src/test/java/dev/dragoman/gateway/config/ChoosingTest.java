package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.config.AffinityRules.Kind;
import dev.dragoman.routing.choice.PaceRules;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChoosingTest {

    @TempDir
    private Path folder;

    @Test
    void everythingAboutTheChoiceIsRead() {
        RouterSettings router = Configs.in(folder).settings("""
                        router_settings:
                          routing_strategy: latency-based-routing
                          routing_strategy_args: {ttl: 60, lowest_latency_buffer: 0.5, max_latency_list_size: 3}
                          default_max_parallel_requests: 4
                          default_priority: -2
                          enable_pre_call_checks: true
                          enable_tag_filtering: true
                          tag_filtering_match_any: false
                          allow_client_tags: true
                          optional_pre_call_checks: [enforce_model_rate_limits, session_affinity, prompt_caching]
                          model_group_affinity_config: {chat: [deployment_affinity, encrypted_content_affinity]}
                          deployment_affinity_ttl_seconds: 30
                          provider_budget_config: {openai: {budget_limit: 1.5, time_period: 2w}}
                        litellm_settings: {tag_budget_config: {x: {max_budget: 3, budget_duration: 1mo}}}
                        """).router();

        assertThat(router.strategy()).isEqualTo(RoutingStrategy.LATENCY_BASED_ROUTING);
        assertThat(router.choosing()).isEqualTo(new Choosing(new PaceRules(Duration.ofSeconds(60), 0.5, 3), 4, -2));
        assertThat(router.checks())
                .isEqualTo(new RouteChecks(
                        true,
                        true,
                        new TagRules(true, false, true),
                        new AffinityRules(
                                Set.of(Kind.SESSION, Kind.PROMPT_CACHING),
                                Map.of("chat", Set.of(Kind.CALLER, Kind.ENCRYPTED_CONTENT)),
                                Duration.ofSeconds(30)),
                        new SpendLimits(
                                Map.of("openai", limit("1.5", 2, ChronoUnit.WEEKS, "2w")),
                                Map.of("x", limit("3", 1, ChronoUnit.MONTHS, "1mo")))));
    }

    @Test
    void whatADeploymentServesIsRead() {
        Serving serving = Configs.in(folder)
                .params(
                        model(
                                "tags: [a, b], tag_regex: ['x.*y'], max_parallel_requests: 3, max_budget: 2, budget_duration: 1d"))
                .serving();

        assertThat(serving.tags()).containsExactly("a", "b");
        assertThat(serving.tagPatterns()).singleElement().hasToString("x.*y");
        assertThat(serving.parallel()).isEqualTo(3);
        assertThat(serving.budget()).isEqualTo(limit("2", 1, ChronoUnit.DAYS, "1d"));
    }

    @Test
    void unknownArgumentsAreMistakesWithTheirLine() {
        assertThat(problems("""
                router_settings:
                  routing_strategy: latency-based-routing
                  routing_strategy_args:
                    lowest_latency_bufer: 1
                    max_latency_list_size: 0
                """))
                .anySatisfy(problem -> assertThat(problem)
                        .contains(
                                "config.yaml:4",
                                "routing_strategy_args.lowest_latency_bufer",
                                "perhaps lowest_latency_buffer"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("config.yaml:5", "max_latency_list_size", "from 1 to 10000"));
    }

    @Test
    void unknownStrategiesAndChecksAreMistakes() {
        assertThat(problems("router_settings: {routing_strategy: least-bussy}"))
                .anySatisfy(problem -> assertThat(problem).contains("least-bussy", "least-busy"));
        assertThat(problems("router_settings: {optional_pre_call_checks: [session_afinity]}"))
                .anySatisfy(problem -> assertThat(problem).contains("session_afinity", "perhaps session_affinity"));
    }

    @Test
    void aGroupWhoseWeightsAreAllZeroIsAMistakeThatNamesItsEntries() {
        String entry =
                "  - {model_name: chat, litellm_params: {model: openai/gpt-4o, api_key: x, weight: 0}, model_info: {id: %s}}\n";
        String other = "  - {model_name: chat, litellm_params: {model: openai/gpt-4o, api_key: x, weight: 1}}\n";

        assertThat(problems("model_list:\n" + entry.formatted("one") + entry.formatted("two")))
                .anySatisfy(problem -> assertThat(problem).contains("config.yaml:2", "0 in one", "model_name chat"))
                .anySatisfy(problem -> assertThat(problem).contains("config.yaml:3", "0 in two"));
        assertThat(problems("model_list:\n" + entry.formatted("one") + other)).isEmpty();
    }

    @Test
    void brokenBudgetsAndPatternsAreMistakes() {
        assertThat(
                        problems(
                                "router_settings: {provider_budget_config: {openai: {budget_limit: x, time_period: 1y, other: 1}}}"))
                .anySatisfy(problem -> assertThat(problem).contains("provider_budget_config.openai.budget_limit"))
                .anySatisfy(problem -> assertThat(problem).contains("openai.time_period", "1y", "7d, 2w or 1mo"))
                .anySatisfy(problem -> assertThat(problem).contains("openai.other", "unknown"));
        assertThat(problems(model("max_budget: 1, tag_regex: ['(']")))
                .anySatisfy(problem -> assertThat(problem).contains("budget_duration", "missing beside max_budget"))
                .anySatisfy(problem -> assertThat(problem).contains("tag_regex", "a regular expression"));
    }

    private List<String> problems(String yaml) {
        return Configs.in(folder).problems(yaml);
    }

    private static SpendLimit limit(String dollars, int amount, ChronoUnit unit, String text) {
        return new SpendLimit(new BigDecimal(dollars), new BudgetPeriod(amount, unit, text));
    }

    private static String model(String params) {
        return "model_list:\n  - {model_name: chat, litellm_params: {model: openai/gpt-4o, api_key: x, " + params
                + "}}\n";
    }
}
