package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two servers could understand differently, and clients that are too big or too slow, are refused. */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class BadRequestTest {

    private static final Limits SMALL = new Limits(
            1_000, 2_000, Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(20), Integer.MAX_VALUE);

    private final EngineMode mode;
    private final AtomicInteger handled = new AtomicInteger();
    private final HttpEngine engine;

    BadRequestTest(EngineMode mode) {
        this.mode = mode;
        this.engine = Engines.start(mode, SMALL, exchange -> {
            handled.incrementAndGet();
            exchange.respond(
                    200,
                    Headers.EMPTY,
                    Body.utf8(exchange.path() + new String(exchange.body(), StandardCharsets.UTF_8)));
        });
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Frames in doubt.
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                // Chunks.
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a\nb\r\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1000000000000003\r\nabc\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nx: \0\r\n\r\n",
                // Lines and fields.
                "GET / HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/1.1\r\nHost: x\nX-A: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\rX-B: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\rX-B: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-A : 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-A\t: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n X-A: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-\0A: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX\u00e4: 1\r\n\r\n",
                // Host.
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x y\r\n\r\n",
                // Request line.
                "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1 \r\nHost: x\r\n\r\n",
                "GET /\r\nHost: x\r\n\r\n",
                "GET / x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /#f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
                "G@T / HTTP/1.1\r\nHost: x\r\n\r\n",
                " GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / http/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTPS/1.1\r\nHost: x\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                "\0\1\2\3\r\n\r\n",
                "\u0016\u0003\u0001 a TLS greeting\r\n\r\n"
            })
    void isRefusedAsMalformed(String request) {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send(request);

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).contains("connection: close\n");
            assertThat(answer.body()).startsWith("400 ");
            assertThat(client.rest()).isEmpty();
            assertThat(handled).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "501|POST / HTTP/1.1~Host: x~Transfer-Encoding: gzip, chunked~~",
                "501|POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~",
                "501|POST / HTTP/1.1~Host: x~Transfer-Encoding: xchunked~~",
                "501|CONNECT x:80 HTTP/1.1~Host: x~~",
                "505|GET / HTTP/2.0~Host: x~~",
                "505|GET / HTTP/3.1~Host: x~~",
                "417|POST / HTTP/1.1~Host: x~Expect: miracles~Content-Length: 3~~",
                "413|POST / HTTP/1.1~Host: x~Content-Length: 1001~~",
                "413|POST / HTTP/1.1~Host: x~Expect: 100-continue~Content-Length: 1001~~",
                "413|POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~3e9~"
            })
    void isRefusedWithTheStatusThatFits(int status, String request) {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send(request.replace("~", "\r\n") + (request.endsWith("3e9~") ? "x".repeat(1001) : ""));

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(client.rest()).isEmpty();
            assertThat(handled).hasValue(0);
        }
    }

    @Test
    void headerThatIsTooLargeIsRefusedBeforeItEnds() {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "y".repeat(2_000));

            assertThat(client.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void targetThatIsTooLongIsRefusedBeforeItEnds() {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send("GET /" + "y".repeat(3_000));

            assertThat(client.answer().status()).isEqualTo(414);
        }
    }

    @Test
    void slowHeaderIsTimedOut() {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHos");

            assertThat(client.answer().status()).isEqualTo(408);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void slowBodyIsTimedOut() {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.head()).contains("x-path: /p\n");
        }
    }

    @Test
    void bigBodyThatIsRefusedDoesNotCostTheClientItsAnswer() {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(500_000));

            assertThat(client.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void requestBeyondTheLimitOfConcurrencyIsRefused() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Limits one =
                new Limits(1_000, 2_000, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 1);
        try (HttpEngine busy = Engines.start(mode, one, exchange -> {
                    running.countDown();
                    await(release);
                    exchange.respond(200, Headers.EMPTY, Body.EMPTY);
                });
                RawClient first = RawClient.connect(busy.port());
                RawClient second = RawClient.connect(busy.port())) {
            first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            running.await();

            second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            RawClient.Answer refusal = second.answer();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.head()).contains("retry-after: ");
            release.countDown();
            assertThat(first.answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /p HTTP/1.1\r\nHost: x\r\n\r\n",
                "\r\n\r\nGET /p HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://other/p HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /p HTTP/1.1\r\nHost: [::1]:80\r\nX-A: \u00e4\r\nX-Empty:\r\n\r\n",
                "GET /p HTTP/1.0\r\n\r\n",
                "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n",
                "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nx-t: 1\r\nx-u: 2\r\n\r\n"
            })
    void unusualButClearRequestIsAnswered(String request) {
        try (RawClient client = RawClient.connect(engine.port())) {
            client.send(request);

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("/p");
        }
    }

    @Test
    void requestThatArrivesByteByByteIsAnswered() {
        try (RawClient client = RawClient.connect(engine.port())) {
            String request =
                    "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2;e=1\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
            request.chars().forEach(octet -> client.send(new byte[] {(byte) octet}));

            assertThat(client.answer().body()).isEqualTo("/pabc");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
