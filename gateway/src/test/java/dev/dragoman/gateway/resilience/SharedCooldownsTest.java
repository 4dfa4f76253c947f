package dev.dragoman.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.redis.RedisServer;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one instance learns of a deployment, the others know soon. */
final class SharedCooldownsTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final FakeOpenAi bad = FakeOpenAi.start();
    private final FakeOpenAi good = FakeOpenAi.start();
    private final RedisServer redis = RedisServer.start();

    SharedCooldownsTest() {
        bad.answersWith(call -> Answer.error(ErrorKind.RATE_LIMITED));
        good.answersWith(call -> Answer.text("well"));
    }

    @AfterEach
    void stop() {
        bad.close();
        good.close();
        redis.close();
    }

    @Test
    void twoInstancesAgree() {
        try (BareGateway one = gateway(3600);
                BareGateway other = gateway(3600)) {
            untilItWasAsked(one);
            untilTold(() -> isLeftAloneBy(other));
            int before = bad.requests().size();

            for (int i = 0; i < 50; i++) {
                assertThat(ask(other).statusCode()).isEqualTo(200);
                assertThat(ask(one).statusCode()).isEqualTo(200);
            }

            assertThat(bad.requests()).hasSize(before);
        }
    }

    @Test
    void whoReturnsReturnsEverywhere() {
        try (BareGateway one = gateway(1);
                BareGateway other = gateway(1)) {
            untilItWasAsked(one);
            bad.answersWith(call -> Answer.text("well again"));

            untilTold(() -> ask(one).body().contains("well again"));
            untilTold(() -> ask(other).body().contains("well again"));
        }
    }

    @Test
    void withoutRedisEachGoesOnByItself() {
        try (BareGateway one = gateway(3600)) {
            redis.close();

            untilItWasAsked(one);
            int before = bad.requests().size();
            for (int i = 0; i < 50; i++) {
                assertThat(ask(one).statusCode()).isEqualTo(200);
            }

            assertThat(bad.requests()).hasSize(before);
        }
    }

    private boolean isLeftAloneBy(BareGateway gateway) {
        int before = bad.requests().size();
        for (int i = 0; i < 20; i++) {
            ask(gateway);
        }
        return bad.requests().size() == before;
    }

    private void untilItWasAsked(BareGateway gateway) {
        untilTold(() -> {
            ask(gateway);
            return !bad.requests().isEmpty();
        });
    }

    private static void untilTold(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static HttpResponse<String> ask(BareGateway gateway) {
        return gateway.post("/v1/chat/completions", Gateway.question("routed", false));
    }

    private BareGateway gateway(int cooldown) {
        return BareGateway.of(
                """
                router_settings: {num_retries: 2, cooldown_time: %d}
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                """.formatted(cooldown, bad.baseUrl(), good.baseUrl()),
                Map.of("REDIS_URL", "redis://127.0.0.1:" + redis.port()));
    }
}
