package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.passing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.config.CountedTokens;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits as clients meet them. */
@Timeout(60)
final class LimitStepTest {

    private static final long MANY = 100_000;

    private final List<String> refused = new ArrayList<>();
    private @Nullable LimitedGateway started;

    @AfterEach
    void stop() {
        gateway().close();
    }

    private LimitedGateway gateway() {
        return Objects.requireNonNull(started);
    }

    private void start(Limit... limits) {
        start(CountedTokens.TOTAL, limits);
    }

    private void start(CountedTokens counted, Limit... limits) {
        LimitListener listener = new LimitListener() {
            @Override
            public void refused(Call call, Limit limit, String kind) {
                synchronized (refused) {
                    refused.add(limit.descriptor() + " " + kind);
                }
            }
        };
        started = new LimitedGateway(call -> List.of(limits), counted, listener);
    }

    private static Limit key(@Nullable Long requests, @Nullable Long tokens, @Nullable Integer parallel) {
        return new Limit("api_key", "9b0e", requests, tokens, parallel);
    }

    private static @Nullable String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static long remaining(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return number(answer, "x-ratelimit-api_key-remaining-tokens");
    }

    private static long number(HttpResponse<String> answer, String name) {
        return Long.parseLong(Objects.requireNonNull(header(answer, name)));
    }

    @Test
    void tellsWhatIsLeftAndRefusesInLitellmsWords() {
        start(key(2L, MANY, 5), new Limit("model_per_key", "9b0e:some/model", 7L, null, null));

        HttpResponse<String> first = gateway().chat(false);
        HttpResponse<String> second = gateway().chat(true);
        HttpResponse<String> third = gateway().chat(false);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(header(first, "x-ratelimit-api_key-limit-requests")).isEqualTo("2");
        assertThat(header(first, "x-ratelimit-api_key-remaining-requests")).isEqualTo("1");
        assertThat(header(first, "x-ratelimit-api_key-limit-tokens")).isEqualTo("100000");
        assertThat(header(first, "x-ratelimit-api_key-limit-max_parallel_requests"))
                .isEqualTo("5");
        assertThat(header(first, "x-ratelimit-api_key-remaining-max_parallel_requests"))
                .isEqualTo("4");
        assertThat(header(first, "x-ratelimit-model_per_key-remaining-requests"))
                .isEqualTo("6");
        assertThat(header(first, "x-litellm-key-rpm-limit")).isEqualTo("2");
        assertThat(header(first, "x-litellm-key-tpm-limit")).isEqualTo("100000");
        assertThat(header(first, "x-litellm-key-remaining-requests-some-model")).isEqualTo("6");
        assertThat(header(second, "x-ratelimit-api_key-remaining-requests")).isEqualTo("0");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body())
                .containsPattern("\"message\":\"Rate limit exceeded for api_key: 9b0e\\. Limit type: requests\\. "
                        + "Current limit: 2, Remaining: 0\\. "
                        + "Limit resets at: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\"")
                .contains("\"code\":\"429\"");
        assertThat(number(third, "retry-after")).isBetween(1L, 60L);
        assertThat(header(third, "rate_limit_type")).isEqualTo("requests");
        assertThat(third.body()).contains("Limit resets at: " + header(third, "reset_at"));
        assertThat(refused).containsExactly("api_key requests");
    }

    @Test
    void aRefusalIsWordedInTheClientsDialect() {
        start(key(0L, null, null));

        HttpResponse<String> answer = gateway().post("/v1/messages", LimitedGateway.question(false));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("\"type\":\"rate_limit_error\"").contains("Limit type: requests");
    }

    @Test
    void whoHasNoLimitsIsToldNone() {
        start();

        HttpResponse<String> answer = gateway().chat(false);

        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.contains("api_key"));
    }

    @Test
    void ofAHundredClientsAtOnceOneIsAnswered() throws Exception {
        start(key(1L, null, null));

        assertThat(passing(100, () -> gateway().chat(false).statusCode() == 200))
                .isOne();
        assertThat(gateway().vendor.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "TOTAL,false,1200", // 1000 and 500 without 300 that were cached
        "TOTAL,true,1200",
        "INPUT,false,700",
        "INPUT,true,700",
        "OUTPUT,false,500",
        "OUTPUT,true,500"
    })
    void whatAnAnswerTookIsCounted(CountedTokens counted, boolean stream, long taken) {
        start(counted, key(null, MANY, null));
        gateway().vendor.answersWith(call -> Answer.text("Hi").usage(new TokenUsage(1_000, 500, 300, 0, 0)));

        long first = remaining(gateway().chat(stream));
        long second = remaining(gateway().chat(stream));

        assertThat(MANY - first).as("set aside").isBetween(1L, 200L);
        assertThat(first - second).isEqualTo(taken);
    }

    @Test
    void aCallThatFailsTakesNoTokens() {
        start(key(null, MANY, 1));
        long first = remaining(gateway().chat(false));
        long second = remaining(gateway().chat(false));
        gateway().vendor.answers(Answer.error(ErrorKind.SERVER_ERROR), Answer.error(ErrorKind.BAD_REQUEST));
        assertThat(gateway().chat(false).statusCode()).isEqualTo(500);
        assertThat(gateway().chat(true).statusCode()).isEqualTo(400);

        assertThat(second - remaining(gateway().chat(false))).isEqualTo(first - second);
    }

    @Test
    void aRequestThatMayTakeTooManyTokensIsRefused() {
        start(key(10L, 90L, null));

        HttpResponse<String> answer = gateway().chat(false); // 100 tokens of output are allowed

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "rate_limit_type")).isEqualTo("tokens");
        assertThat(answer.body()).contains("Current limit: 90, Remaining: 90.");
        assertThat(gateway().vendor.requests()).isEmpty();
    }

    @Test
    void aStreamThatTellsNothingCountsByItsPieces() {
        start(key(null, MANY, null));
        gateway()
                .vendor
                .answersWith(call -> Answer.text("x".repeat(160 * 50))
                        .streamed(Streaming.BURST.pieceLength(160).usage(false)));

        long first = remaining(gateway().chat(true));
        long second = remaining(gateway().chat(true));

        assertThat(first - second).isBetween(50L, 100L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesMakesRoom(boolean stream) throws IOException {
        start(key(null, null, 1));
        gateway()
                .vendor
                .answers(
                        stream
                                ? Answer.text("one two three four five six")
                                        .streamed(Streaming.BURST.pieceLength(4))
                                        .with(new Fault.SilentAfter(3))
                                : Answer.fault(Fault.hang()));
        try (Socket client = asked(stream)) {
            awaitRequests(1);
            if (stream) {
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
            HttpResponse<String> second = gateway().chat(false);
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(header(second, "rate_limit_type")).isEqualTo("max_parallel_requests");
            assertThat(header(second, "retry-after")).isEqualTo("1");
        }

        gateway().vendor.answersWith(call -> Answer.text("Hi"));
        awaitAnswer();
    }

    @Test
    void aStreamThatBreaksMakesRoom() {
        start(key(null, null, 1));
        gateway()
                .vendor
                .answersWith(call -> Answer.text("one two three four")
                        .streamed(Streaming.BURST.pieceLength(4))
                        .with(new Fault.ResetMidBody(600)));
        for (int i = 0; i < 3; i++) {
            assertThat(gateway().chat(true).body()).contains("error");
        }
        gateway().vendor.answersWith(call -> Answer.text("Hi"));

        assertThat(gateway().chat(false).statusCode()).isEqualTo(200);
    }

    @Test
    void speechMakesRoom() {
        start(key(null, null, 1));
        gateway().vendor.answersWith(call -> Answer.raw(200, "audio/mpeg", new byte[100_000]));
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = gateway()
                    .post("/v1/audio/speech", "{\"model\":\"some/model\",\"input\":\"Hello\",\"voice\":\"alloy\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private Socket asked(boolean stream) throws IOException {
        String body = LimitedGateway.question(stream);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer "
                + LimitedGateway.KEY + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n";
        Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway().port());
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private void awaitRequests(int count) {
        while (gateway().vendor.requests().size() < count) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (gateway().chat(false).statusCode() != 200) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
