package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.ask;
import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are cached. */
final class CacheSwitchesTest {

    @Test
    void offByDefaultCachesWhoAsksForIt() {
        try (Cached cached = Cached.with("type: local, mode: default_off")) {
            String use = "\"cache\":{\"use-cache\":true}";
            cached.chat(ask("Hi"));
            assertThat(isHit(cached.chat(ask("Hi")))).isFalse();
            cached.chat(ask("Hi", use));
            assertThat(isHit(cached.chat(ask("Hi", use)))).isTrue();
            assertThat(isHit(cached.chat(ask("Hi")))).isFalse();
        }
    }

    @Test
    void onlyTheKindsOfCallsThatAreNamedAreCached() {
        try (Cached cached = Cached.with("type: local, supported_call_types: [acompletion]")) {
            String messages =
                    "{\"model\":\"anthropic\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            cached.chat(ask("Hi"));
            assertThat(isHit(cached.chat(ask("Hi")))).isTrue();
            cached.gateway.post("/v1/messages", messages);
            assertThat(cached.gateway.post("/v1/messages", messages).headers().map())
                    .doesNotContainKey("x-litellm-cache-hit");
        }
        try (Cached none = Cached.with("type: local, supported_call_types: []")) {
            none.chat(ask("Hi"));
            none.chat(ask("Hi"));
            assertThat(none.asked()).isEqualTo(2);
        }
    }

    @Test
    void largeAnswersAreNotKept() {
        try (Cached cached = Cached.with("type: local, max_item_kb: 1")) {
            cached.gateway.openai.answersWith(call -> Answer.text("long ".repeat(1_000)));
            for (boolean stream : new boolean[] {false, true}) {
                cached.chat(Cached.question("openai", stream, "Hi"));
                assertThat(isHit(cached.chat(Cached.question("openai", stream, "Hi"))))
                        .isFalse();
            }
        }
    }

    @Test
    void theCacheIsBounded() {
        try (Cached cached = Cached.with("type: local, max_size_mb: 0.01")) {
            for (int i = 0; i < 50; i++) {
                cached.chat(ask("question " + i));
            }
            int hits = 0;
            for (int i = 0; i < 50; i++) {
                hits += isHit(cached.chat(ask("question " + i, "\"cache\":{\"no-store\":true}"))) ? 1 : 0;
            }
            assertThat(hits).isBetween(1, 30);
        }
    }

    @Test
    void modelsMayStayOutAndGroupsMayShare() {
        try (FakeOpenAi vendor = FakeOpenAi.start();
                Gateway gateway = Gateway.startOf("""
                        model_list:
                          - model_name: out
                            litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "URL", caching: false}
                          - model_name: one
                            litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "URL"}
                          - model_name: two
                            litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "URL"}
                        litellm_settings: {cache: true, cache_params: {type: local}}
                        router_settings: {caching_groups: [[one, two]]}
                        """.replace("URL", vendor.baseUrl()))) {
            gateway.post(Cached.CHAT, Gateway.question("out", false));
            assertThat(isHit(gateway.post(Cached.CHAT, Gateway.question("out", false))))
                    .isFalse();
            gateway.post(Cached.CHAT, Gateway.question("one", false));
            assertThat(isHit(gateway.post(Cached.CHAT, Gateway.question("two", false))))
                    .isTrue();
            assertThat(vendor.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void equalCallsAtOnceGoToTheVendorOnce(boolean stream) throws Exception {
        try (FakeOpenAi vendor = FakeOpenAi.start();
                Gateway gateway = Gateway.startOf("""
                        model_list:
                          - model_name: m
                            litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "URL", single_flight: true}
                        litellm_settings: {cache: true, cache_params: {type: local}}
                        """.replace("URL", vendor.baseUrl()))) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            vendor.answersWith(call -> {
                arrived.countDown();
                awaited(go);
                return Answer.text("once");
            });
            List<HttpResponse<String>> answers = atOnce(gateway, stream, arrived, go);

            assertThat(answers).allMatch(answer -> answer.body().contains("once"));
            assertThat(answers.stream().filter(Cached::isHit)).hasSize(answers.size() - 1);
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @Test
    void whoWaitsForACallThatFailsAsksAlone() throws Exception {
        try (FakeOpenAi vendor = FakeOpenAi.start();
                Gateway gateway = Gateway.startOf("""
                        model_list:
                          - model_name: m
                            litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "URL", single_flight: true}
                        litellm_settings: {cache: true, cache_params: {type: local}}
                        router_settings: {num_retries: 0}
                        """.replace("URL", vendor.baseUrl()))) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger calls = new AtomicInteger();
            vendor.answersWith(call -> {
                boolean first = calls.getAndIncrement() == 0;
                arrived.countDown();
                awaited(go);
                return first ? Answer.error(dev.dragoman.testkit.answer.ErrorKind.OVERLOADED) : Answer.text("well");
            });
            List<HttpResponse<String>> answers = atOnce(gateway, false, arrived, go);

            assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                    .hasSize(answers.size() - 1);
        }
    }

    private static List<HttpResponse<String>> atOnce(
            Gateway gateway, boolean stream, CountDownLatch arrived, CountDownLatch go) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(threads.submit(() -> gateway.post(Cached.CHAT, Gateway.question("m", stream))));
            }
            awaited(arrived);
            go.countDown();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> call : calls) {
                answers.add(call.get());
            }
            return answers;
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
