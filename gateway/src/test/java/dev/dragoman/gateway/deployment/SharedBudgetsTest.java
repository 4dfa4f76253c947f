package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.redis.RedisServer;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one instance spends counts for the budgets of the others. */
final class SharedBudgetsTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final RedisServer redis = RedisServer.start();

    SharedBudgetsTest() {
        vendor.answersWith(call -> Answer.text("well"));
    }

    @AfterEach
    void stop() {
        vendor.close();
        redis.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            router_settings: {num_retries: 0, provider_budget_config: {openai: {budget_limit: 0.05, time_period: 1d}}} | '' | Exceeded budget for provider openai
            router_settings: {num_retries: 0} | max_budget: 0.05, budget_duration: 1mo | Exceeded budget for deployment
            litellm_settings: {tag_budget_config: {a: {max_budget: 0.05, budget_duration: 1h}}} | '' | Exceeded budget for tag='a'
            """)
    void aBudgetThatIsSpentAtOneIsSpentAtAll(String section, String ofModel, String reason) {
        try (BareGateway one = gateway(section, ofModel);
                BareGateway other = gateway(section, ofModel)) {
            assertThat(ask(one).statusCode()).isEqualTo(200);
            until(() -> ask(other).statusCode() == 429);

            assertThat(ask(other).body()).contains(reason);
            assertThat(ask(one).body()).contains(reason);
            try (BareGateway later = gateway(section, ofModel)) {
                until(() -> ask(later).statusCode() == 429);
            }
        }
    }

    @Test
    void theSumIsThatOfAll() {
        String section = "router_settings: {provider_budget_config: {openai: {budget_limit: 100, time_period: 1d}}}";
        try (BareGateway one = gateway(section, "");
                BareGateway other = gateway(section, "")) {
            for (int i = 0; i < 5; i++) {
                ask(one);
                ask(other);
            }

            until(() -> spend(one).equals(spend(other)) && !spend(one).contains("\"spend\":0,"));
            String before = spend(one);
            ask(one);
            until(() -> !spend(other).equals(before));
        }
    }

    @Test
    void whatWasSpentLastIsHandedOverAtTheEnd() {
        String section = "router_settings: {provider_budget_config: {openai: {budget_limit: 0.05, time_period: 1d}}}";
        try (BareGateway one = gateway(section, "")) {
            assertThat(ask(one).statusCode()).isEqualTo(200);
        }
        try (BareGateway other = gateway(section, "")) {
            until(() -> spend(other).contains("\"spend\":0.2"));
            assertThat(ask(other).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void withoutRedisEachHasItsOwn() {
        redis.kill();
        String section = "router_settings: {provider_budget_config: {openai: {budget_limit: 0.05, time_period: 1d}}}";
        try (BareGateway one = gateway(section, "");
                BareGateway other = gateway(section, "")) {
            assertThat(ask(one).statusCode()).isEqualTo(200);
            assertThat(ask(one).statusCode()).isEqualTo(429);
            assertThat(ask(other).statusCode()).isEqualTo(200);
        }
    }

    private static String spend(BareGateway gateway) {
        return gateway.get("/provider/budgets").body().replaceAll(",\"budget_reset_at.*", "");
    }

    private static HttpResponse<String> ask(BareGateway gateway) {
        return gateway.post("/v1/chat/completions", Gateway.question("routed", false), "x-litellm-tags", "a");
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private BareGateway gateway(String section, String ofModel) {
        return BareGateway.of(
                """
                %s
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", input_cost_per_token: 0.01, output_cost_per_token: 0.01, %s}
                    model_info: {id: only}
                """.formatted(section, vendor.baseUrl(), ofModel),
                Map.of("REDIS_URL", "redis://127.0.0.1:" + redis.port()));
    }
}
