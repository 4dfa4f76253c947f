package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.Handler;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class Http1ServerTest {

    private final EngineMode mode;

    Http1ServerTest(EngineMode mode) {
        this.mode = mode;
    }

    @Test
    void aRequestIsAnswered() {
        try (HttpEngine engine = Engines.start(
                        mode,
                        exchange -> exchange.respond(
                                200,
                                Headers.of("x-method", exchange.method()),
                                Body.utf8(exchange.path() + "|" + exchange.query() + "|"
                                        + exchange.headers().first("x-a") + "|" + text(exchange))));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("POST /a%20b?c=d HTTP/1.1\r\nHost: x\r\nX-A: one two \r\nContent-Length: 5\r\n\r\nhello");

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head()).contains("x-method: POST\n").doesNotContain("connection:");
            assertThat(answer.body()).isEqualTo("/a%20b|c=d|one two|hello");
        }
    }

    @Test
    void theExchangeKnowsItsConnection() {
        AtomicReference<Exchange> seen = new AtomicReference<>();
        long before = System.nanoTime();
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    seen.set(exchange);
                    exchange.respond(200, Headers.EMPTY, Body.EMPTY);
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer();

            Exchange exchange = seen.get();
            assertThat(exchange.remote().getAddress().isLoopbackAddress()).isTrue();
            assertThat(exchange.secure()).isFalse();
            assertThat(exchange.body()).isEmpty();
            assertThat(exchange.receivedNanos()).isBetween(before, System.nanoTime());
        }
    }

    @Test
    void theDateIsSentUnlessTheHandlerSetsIt() {
        Handler handler = exchange -> exchange.respond(
                200, exchange.path().equals("/own") ? Headers.of("date", "mine") : Headers.EMPTY, Body.EMPTY);
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        try (HttpEngine engine = HttpEngine.start(
                        Engines.settings(mode, Engines.LIMITS), handler, Engines.REJECTION, () -> noon);
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /own HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer().head()).contains("date: Fri, 02 Jan 2026 12:00:00 GMT\n");
            assertThat(client.answer().head()).contains("date: mine\n").doesNotContain("GMT");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        try (HttpEngine engine = Engines.start(
                        mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.utf8(exchange.path())));
                RawClient client = RawClient.connect(engine.port())) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 5_000; i++) {
                requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            client.send(requests.toString());

            for (int i = 0; i < 5_000; i++) {
                assertThat(client.answer().body()).isEqualTo("/" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 65_536, 1_000_000, 10_000_000})
    void bodiesOfAnySizeGoBothWays(int size) {
        try (HttpEngine engine = Engines.start(
                        mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.of(exchange.body())));
                RawClient client = RawClient.connect(engine.port())) {
            String body = "0123456789".repeat(size / 10 + 1).substring(0, size);
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n")
                    .send(body);

            assertThat(client.answer().body().equals(body)).isTrue();
        }
    }

    @Test
    void chunkedBodyArrivesWhole() {
        try (HttpEngine engine = Engines.start(
                        mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.of(exchange.body())));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                client.send("3e8\r\n" + "x".repeat(1_000) + "\r\n");
            }
            client.send("0\r\n\r\n");

            assertThat(client.answer().body()).hasSize(100_000);
        }
    }

    @Test
    void aStreamIsSentInChunks() {
        CountDownLatch firstRead = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                        stream.write(Body.utf8("one"));
                        await(firstRead);
                        stream.write(Body.utf8("a".repeat(300)));
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.head()).contains("transfer-encoding: chunked\n");
            assertThat(client.text(8)).isEqualTo("3\r\none\r\n");
            firstRead.countDown();
            assertThat(client.text(5)).isEqualTo("12c\r\n");
            assertThat(client.text(302)).isEqualTo("a".repeat(300) + "\r\n");
            assertThat(client.text(5)).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void aStreamOfKnownLengthIsSentAsItIs() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.of("content-length", "6"))) {
                        stream.write(Body.utf8("one"));
                        stream.write(Body.utf8("two"));
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo("onetwo");
            assertThat(client.answer().body()).isEqualTo("onetwo");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "7"})
    void aStreamThatBreaksItsAnnouncedLengthEndsTheConnection(String announced) {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.of("content-length", announced))) {
                        stream.write(Body.utf8("onetwo"));
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.rest()).doesNotEndWith("onetwo0");
        }
    }

    @Test
    void aStreamToAnOldClientEndsWithTheConnection() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                        stream.write(Body.utf8("one"));
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

            assertThat(client.rest()).contains("connection: close\r\n").endsWith("\r\n\r\none");
        }
    }

    @Test
    void anOldClientCanAskToKeepTheConnection() {
        try (HttpEngine engine =
                        Engines.start(mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.utf8("ok")));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.answer().head()).contains("connection: keep-alive\n");

            client.send("GET / HTTP/1.0\r\n\r\n");

            assertThat(client.rest()).contains("connection: close\r\n").endsWith("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionIsClosedWhenEitherSideSaysSo(boolean client) {
        try (HttpEngine engine = Engines.start(
                        mode,
                        exchange -> exchange.respond(
                                200, client ? Headers.EMPTY : Headers.of("connection", "close"), Body.utf8("ok")));
                RawClient connection = RawClient.connect(engine.port())) {
            connection.send("GET / HTTP/1.1\r\nHost: x\r\n" + (client ? "Connection: x, Close\r\n" : "") + "\r\n");

            assertThat(connection.rest()).contains("connection: close\r\n").endsWith("ok");
        }
    }

    @Test
    void answerToHeadHasNoBody() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    if (exchange.path().equals("/stream")) {
                        try (ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                            stream.write(Body.utf8("body"));
                        }
                    } else {
                        exchange.respond(200, Headers.EMPTY, Body.utf8("body"));
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("content-length: 4\n");

            client.send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\nHEAD / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.head()).startsWith("HTTP/1.1 200 OK\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200 OK\n");
        }
    }

    @Test
    void answerWithoutContentSaysNothingOfItsLength() {
        try (HttpEngine engine = Engines.start(mode, exchange -> exchange.respond(204, Headers.EMPTY, Body.EMPTY));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.head()).startsWith("HTTP/1.1 204").doesNotContain("content-length");
            assertThat(client.head()).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void aClientThatExpectsItIsToldToGoOn() {
        try (HttpEngine engine = Engines.start(
                        mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.of(exchange.body())));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\n");

            client.send("hello");

            assertThat(client.answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void aFailureOfTheHandlerIsAnsweredNeutrally() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    throw new IllegalStateException("secret");
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).startsWith("500 internal error ").doesNotContain("secret");
        }
    }

    @Test
    void aHandlerThatForgetsToAnswerIsAnsweredFor() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {});
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer().status()).isEqualTo(500);
        }
    }

    @Test
    void aFailureInTheMiddleOfAStreamBreaksItOff() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    exchange.stream(200, Headers.EMPTY).write(Body.utf8("part"));
                    throw new IllegalStateException("broken");
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.rest()).contains("part").doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void aStreamThatIsNotClosedIsBrokenOff() {
        try (HttpEngine engine = Engines.start(
                        mode, exchange -> exchange.stream(200, Headers.EMPTY).write(Body.utf8("part")));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.rest()).contains("part").doesNotContain("0\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\r\nset-cookie: a=b", "1\nx", "1\rx", "\0", "\u010a"})
    void aFieldThatWouldSplitTheAnswerIsRefused(String value) {
        try (HttpEngine engine =
                        Engines.start(mode, exchange -> exchange.respond(200, Headers.of("x-a", value), Body.EMPTY));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.head()).doesNotContain("set-cookie");
        }
    }

    @Test
    void aSecondAnswerIsRefused() {
        CompletableFuture<RuntimeException> refusal = new CompletableFuture<>();
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    exchange.respond(200, Headers.EMPTY, Body.utf8("first"));
                    try {
                        exchange.respond(200, Headers.EMPTY, Body.utf8("second"));
                    } catch (IllegalStateException e) {
                        refusal.complete(e);
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(client.rest()).endsWith("first");
            assertThat(refusal.join()).hasMessageContaining("second answer to GET /");
        }
    }

    @Test
    void anUnusedConnectionIsClosed() {
        Limits impatient = new Limits(
                1_000,
                2_000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                Integer.MAX_VALUE);
        try (HttpEngine engine = Engines.start(
                        mode, impatient, exchange -> exchange.respond(200, Headers.EMPTY, Body.utf8("ok")));
                RawClient fresh = RawClient.connect(engine.port());
                RawClient used = RawClient.connect(engine.port())) {
            used.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer();

            assertThat(fresh.rest()).isEmpty();
            assertThat(used.rest()).isEmpty();
        }
    }

    private static String text(Exchange exchange) {
        return new String(exchange.body(), StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
