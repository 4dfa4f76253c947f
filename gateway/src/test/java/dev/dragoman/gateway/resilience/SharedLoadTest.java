package dev.dragoman.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.redis.RedisServer;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one instance asks of deployments counts for the choice of the others. */
final class SharedLoadTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final FakeOpenAi one = FakeOpenAi.start();
    private final FakeOpenAi two = FakeOpenAi.start();
    private final RedisServer redis = RedisServer.start();

    @AfterEach
    void stop() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void callsInFlightElsewhereMakeADeploymentBusy() {
        one.answersWith(call -> Answer.fault(Fault.hang()));
        two.answersWith(call -> Answer.text("from two"));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        try (BareGateway here = gateway("least-busy", "");
                BareGateway there = gateway("least-busy", "")) {
            until(() -> hangs(clients.submit(() ->
                    there.post("/v1/chat/completions", Gateway.question("routed", false), "x-litellm-timeout", "20"))));
            // While here is not told yet, a call may go there; it must not wait for ever.
            until(() -> {
                int before = one.requests().size();
                for (int i = 0; i < 5; i++) {
                    hasty(here);
                }
                return one.requests().size() == before;
            });
            int before = one.requests().size();
            for (int i = 0; i < 20; i++) {
                assertThat(hasty(here).body()).contains("from two");
            }

            assertThat(one.requests()).hasSize(before);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void requestsElsewhereCountForTheLimitOfAMinute() {
        one.answersWith(call -> Answer.text("from one"));
        two.answersWith(call -> Answer.text("from two"));
        String limits = "optional_pre_call_checks: [enforce_model_rate_limits], ";
        try (BareGateway here = gateway("simple-shuffle", limits);
                BareGateway there = gateway("simple-shuffle", limits)) {
            // Ten calls a minute each, of all instances together; a minute may end meanwhile.
            until(() -> ask(there).statusCode() == 429);
            until(() -> ask(here).statusCode() == 429);

            assertThat(one.requests().size() + two.requests().size()).isLessThan(60);
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean hangs(Future<?> call) {
        try {
            call.get(1, TimeUnit.SECONDS);
            return false;
        } catch (TimeoutException hanging) {
            return true;
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static HttpResponse<String> hasty(BareGateway gateway) {
        return gateway.post("/v1/chat/completions", Gateway.question("routed", false), "x-litellm-timeout", "1");
    }

    private static HttpResponse<String> ask(BareGateway gateway) {
        return gateway.post("/v1/chat/completions", Gateway.question("routed", false));
    }

    private BareGateway gateway(String strategy, String checks) {
        String limit = checks.isEmpty() ? "" : ", rpm: 10, max_parallel_requests: 100";
        return BareGateway.of(
                """
                router_settings: {%s num_retries: 0, routing_strategy: %s, disable_cooldowns: true}
                model_list:
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"%s}
                  - model_name: routed
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"%s}
                """.formatted(checks, strategy, one.baseUrl(), limit, two.baseUrl(), limit),
                Map.of("REDIS_URL", "redis://127.0.0.1:" + redis.port()));
    }
}
