package dev.dragoman.gateway.resilience;

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

/** A Redis that stops answering costs calls nearly nothing, whatever is shared through it. */
final class FrozenRedisTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    /** Calls whose look into the cache runs into its deadline until nobody looks any more; generous for a busy machine. */
    private static final long GENEROUS = TimeUnit.SECONDS.toNanos(2);

    private final FakeOpenAi one = FakeOpenAi.start();
    private final FakeOpenAi two = FakeOpenAi.start();
    private final RedisServer redis = RedisServer.start();

    FrozenRedisTest() {
        one.answersWith(call -> Answer.text("well"));
        two.answersWith(call -> Answer.text("well"));
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void callsGoOnWhileItIsFrozenAndAfter() {
        try (BareGateway gateway = gateway()) {
            assertThat(ask(gateway, "a").statusCode()).isEqualTo(200);
            until(() -> isHit(ask(gateway, "a")));

            redis.freeze();
            long slowest = 0;
            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                long before = System.nanoTime();
                assertThat(ask(gateway, "frozen " + i).statusCode()).isEqualTo(200);
                slowest = Math.max(slowest, System.nanoTime() - before);
            }
            long all = System.nanoTime() - began;

            assertThat(slowest).as("the slowest call").isLessThan(GENEROUS);
            assertThat(all).as("a hundred calls, of which only the first wait").isLessThan(4 * GENEROUS);
            assertThat(gateway.get("/health/readiness/details").body()).contains("degraded");
            assertThat(gateway.get("/health/readiness").statusCode()).isEqualTo(200);

            redis.thaw();
            until(() -> isHit(ask(gateway, "thawed")));
            until(() -> !gateway.get("/health/readiness/details").body().contains("degraded"));
        }
    }

    @Test
    void aGatewayStartsAndAnswersWhileItIsFrozen() {
        redis.freeze();
        try (BareGateway gateway = gateway()) {
            long before = System.nanoTime();
            assertThat(ask(gateway, "a").statusCode()).isEqualTo(200);
            assertThat(System.nanoTime() - before).isLessThan(GENEROUS);

            redis.thaw();
            until(() -> isHit(ask(gateway, "b")));
        }
    }

    private static boolean isHit(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("x-litellm-cache-hit").orElse("").equals("True");
    }

    private static HttpResponse<String> ask(BareGateway gateway, String text) {
        return gateway.post(
                "/v1/chat/completions", Gateway.question("routed", false).replace("Say hi", "Say " + text));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private BareGateway gateway() {
        return BareGateway.of(
                """
                litellm_settings: {cache: true, cache_params: {type: redis}}
                general_settings: {background_health_checks: true, use_shared_health_check: true, health_check_interval: 1h}
                router_settings:
                  routing_strategy: least-busy
                  optional_pre_call_checks: [enforce_model_rate_limits]
                  provider_budget_config: {openai: {budget_limit: 100, time_period: 1d}}
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", rpm: 100000}
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", rpm: 100000}
                """.formatted(one.baseUrl(), two.baseUrl()), Map.of("REDIS_URL", "redis://127.0.0.1:" + redis.port()));
    }
}
