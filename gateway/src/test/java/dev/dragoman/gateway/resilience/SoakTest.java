package dev.dragoman.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many calls at deployments that fail now and then, and at deployments that all fail. */
final class SoakTest {

    private static final int AT_ONCE = 64;

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<FakeOpenAi> vendors =
            Stream.generate(FakeOpenAi::start).limit(3).toList();

    @AfterEach
    void stop() {
        vendors.forEach(FakeOpenAi::close);
    }

    @Test
    void failuresNowAndThenAreNotSeen() {
        int calls = 20_000;

        int answered = offer(0.1, calls);

        assertThat(calls - answered).as("calls that failed").isLessThanOrEqualTo(calls / 10_000);
        assertThat(attempts.get()).isLessThanOrEqualTo(calls * 12 / 10);
    }

    @Test
    void anOutageIsNotMultiplied() {
        int calls = 4_000;

        int answered = offer(1, calls);

        assertThat(answered).isZero();
        assertThat(attempts.get()).isLessThanOrEqualTo(calls * 13 / 10);
    }

    /** Makes calls of deployments that fail so often; how many were answered. */
    private int offer(double failing, int calls) {
        vendors.forEach(vendor -> vendor.answersWith(call -> {
            attempts.incrementAndGet();
            return ThreadLocalRandom.current().nextDouble() < failing
                    ? Answer.error(ErrorKind.SERVER_ERROR)
                    : Answer.text("well");
        }));
        AtomicInteger left = new AtomicInteger(calls);
        AtomicInteger answered = new AtomicInteger();
        try (BareGateway gateway = gateway();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                clients.execute(() -> {
                    while (left.getAndDecrement() > 0) {
                        boolean well = gateway.post("/v1/chat/completions", Gateway.question("routed", false))
                                        .statusCode()
                                == 200;
                        answered.addAndGet(well ? 1 : 0);
                    }
                });
            }
        }
        return answered.get();
    }

    private BareGateway gateway() {
        String deployments =
                vendors.stream().map(vendor -> """
                          - model_name: routed
                            litellm_params: {model: openai/gpt-4o, api_key: sk-x, api_base: "%s"}
                        """.formatted(vendor.baseUrl())).collect(Collectors.joining());
        return BareGateway.of("router_settings: {num_retries: 4}\nmodel_list:\n" + deployments);
    }
}
