package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ParallelRequestsTest {

    private static final String PLAIN = "router_settings: {num_retries: 0}\n";

    @Test
    void neverMoreThanAllowedAreAskedAtOnceAndAllAreAnswered() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (FakeOpenAi fake = FakeOpenAi.start();
                Gateway gateway = alone(fake, "max_parallel_requests: 2");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            fake.answersWith(call -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                return Answer.text("ok");
            });
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                boolean stream = i % 2 == 0;
                answers.add(callers.submit(() -> ask(gateway, stream)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void aFullDeploymentIsAvoided() throws Exception {
        Semaphore held = new Semaphore(0);
        CountDownLatch there = new CountDownLatch(1);
        try (Routed routed = new Routed(PLAIN, "max_parallel_requests: 1, weight: 1000000", "weight: 1", "weight: 1");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            routed.one.answersWith(call -> {
                there.countDown();
                held.acquireUninterruptibly();
                return Answer.text("from one");
            });
            Future<HttpResponse<String>> first = callers.submit(() -> routed.ask());
            there.await();

            assertThat(routed.answers(5)).doesNotContainKeys("one", "none");
            held.release();
            assertThat(first.get().body()).contains("from one");
        }
    }

    @Test
    void whoWaitsLongerThanTheCallMayTakeIsTold() throws Exception {
        Semaphore held = new Semaphore(0);
        CountDownLatch there = new CountDownLatch(1);
        try (FakeOpenAi fake = FakeOpenAi.start();
                Gateway gateway = alone(fake, "max_parallel_requests: 1");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            fake.answersWith(call -> {
                there.countDown();
                held.acquireUninterruptibly();
                return Answer.text("ok");
            });
            Future<HttpResponse<String>> first = callers.submit(() -> ask(gateway, false));
            there.await();
            HttpResponse<String> late =
                    gateway.post("/v1/chat/completions", Gateway.question("alone", false), "x-litellm-timeout", "0.05");

            assertThat(late.statusCode()).isEqualTo(408);
            assertThat(late.body()).contains("all deployments of model=alone are busy (max_parallel_requests: 1");
            held.release();
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSlotIsGivenBackAfterStreamsFailuresAndClientsThatLeave() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        Semaphore held = new Semaphore(0);
        try (FakeOpenAi fake = FakeOpenAi.start();
                Gateway gateway = alone(fake, "max_parallel_requests: 1");
                HttpClient leaving = HttpClient.newHttpClient()) {
            for (int i = 0; i < 3; i++) {
                fake.answers(
                        Answer.error(ErrorKind.BAD_REQUEST), Answer.error(ErrorKind.SERVER_ERROR), Answer.text("a"));
                assertThat(ask(gateway, false).statusCode()).isEqualTo(400);
                assertThat(ask(gateway, true).statusCode()).isEqualTo(500);
                assertThat(ask(gateway, true).body()).contains("[DONE]");
            }
            fake.answersWith(call -> {
                there.countDown();
                held.acquireUninterruptibly();
                return Answer.text("late");
            });
            CompletableFuture<HttpResponse<String>> gone = leaving.sendAsync(
                    HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                            .header("authorization", "Bearer " + Gateway.KEY)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(Gateway.question("alone", false)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            there.await();
            gone.cancel(true);
            leaving.shutdownNow();
            fake.answersWith(call -> Answer.text("for the next"));

            assertThat(ask(gateway, false).body()).contains("for the next");
            held.release();
        }
    }

    private static HttpResponse<String> ask(Gateway gateway, boolean stream) {
        return gateway.post("/v1/chat/completions", Gateway.question("alone", stream));
    }

    private static Gateway alone(FakeOpenAi fake, String params) {
        return Gateway.startOf("""
                %smodel_list:
                  - model_name: alone
                    litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s", %s}
                """.formatted(PLAIN, fake.baseUrl(), params));
    }
}
