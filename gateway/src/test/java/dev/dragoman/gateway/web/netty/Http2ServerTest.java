package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.gateway.web.netty.RawHttp2Client.Frame;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class Http2ServerTest {

    private static final Limits SMALL = new Limits(
            1_000, 2_000, Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(20), Integer.MAX_VALUE);

    private final EngineMode mode;

    Http2ServerTest(EngineMode mode) {
        this.mode = mode;
    }

    @Test
    void aRequestIsAnswered() {
        try (HttpEngine engine = Engines.start(mode, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, false, "POST", "/a?b=c", "x-a", "1", "cookie", "d=e", "cookie", "f=g")
                    .data(1, false, "hel")
                    .data(1, true, "lo");

            Http2Headers headers = client.headers(client.next(RawHttp2Client.HEADERS));

            assertThat(headers.status()).hasToString("200");
            assertThat(headers.get("x-method")).hasToString("POST");
            assertThat(headers.get("date")).isNotNull();
            assertThat(client.body()).isEqualTo("/a|b=c|x|1|d=e; f=g|hello");
        }
    }

    @Test
    void requestsOfOneConnectionRunSideBySide() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    if (exchange.path().equals("/1")) {
                        await(second);
                    }
                    exchange.respond(200, Headers.EMPTY, Body.utf8(exchange.path()));
                    second.countDown();
                });
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/1").request(3, true, "GET", "/2");

            assertThat(client.next(RawHttp2Client.DATA).text()).isEqualTo("/2");
            assertThat(client.next(RawHttp2Client.DATA).text()).isEqualTo("/1");
        }
    }

    @Test
    void aStreamIsSentPieceByPiece() {
        CountDownLatch firstRead = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.of("connection", "x"))) {
                        stream.write(Body.utf8("one"));
                        await(firstRead);
                        stream.write(Body.utf8("two"));
                    }
                });
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/");

            assertThat(client.headers(client.next(RawHttp2Client.HEADERS)).contains("connection"))
                    .isFalse();
            assertThat(client.next(RawHttp2Client.DATA).text()).isEqualTo("one");
            firstRead.countDown();
            assertThat(client.body()).isEqualTo("two");
        }
    }

    @Test
    void anAnswerWaitsForTheClientsWindow() {
        byte[] body = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
        try (HttpEngine engine = Engines.start(mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.of(body)));
                RawHttp2Client client = RawHttp2Client.connectWithWindow(engine.port(), 10)) {
            client.request(1, true, "GET", "/");
            assertThat(client.next(RawHttp2Client.DATA).payload()).hasSize(10);

            client.window(1, 1_000_000).window(0, 1_000_000);

            assertThat(client.body()).hasSize(299_990);
        }
    }

    @Test
    void aWriterWaitsForTheClientsWindow() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                        for (int i = 0; i < 100; i++) {
                            stream.write(Body.utf8("x".repeat(10_000)));
                        }
                        written.countDown();
                    }
                });
                RawHttp2Client client = RawHttp2Client.connectWithWindow(engine.port(), 10)) {
            client.request(1, true, "GET", "/");
            assertThat(client.next(RawHttp2Client.DATA).payload()).hasSize(10);
            assertThat(written.await(200, TimeUnit.MILLISECONDS)).isFalse();

            client.window(1, 1_000_000).window(0, 1_000_000);

            assertThat(client.body()).hasSize(999_990);
        }
    }

    @Test
    void aResetStreamCancelsItsRequestOnly() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    if (exchange.path().equals("/gone")) {
                        CountDownLatch latch = new CountDownLatch(1);
                        exchange.cancellation().onCancel(latch::countDown);
                        await(latch);
                        cancelled.countDown();
                    }
                    exchange.respond(200, Headers.EMPTY, Body.utf8(exchange.path()));
                });
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/gone");

            client.reset(1).request(3, true, "GET", "/stays");

            assertThat(client.next(RawHttp2Client.DATA).text()).isEqualTo("/stays");
            assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aLostConnectionCancelsItsRequests() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch cancelled = new CountDownLatch(2);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
            CountDownLatch latch = new CountDownLatch(1);
            exchange.cancellation().onCancel(latch::countDown);
            running.countDown();
            await(latch);
            cancelled.countDown();
        })) {
            try (RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
                client.request(1, true, "GET", "/").request(3, true, "GET", "/");
                await(running);
            }

            assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anAnswerThatWasCompletedIsNoReasonToCancel() throws Exception {
        CountDownLatch checked = new CountDownLatch(1);
        boolean[] cancelled = new boolean[1];
        CountDownLatch received = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    exchange.respond(200, Headers.EMPTY, Body.utf8("done"));
                    await(received);
                    cancelled[0] = exchange.cancellation().isCancelled();
                    checked.countDown();
                });
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/");
            assertThat(client.body()).isEqualTo("done");

            received.countDown();

            await(checked);
            assertThat(cancelled[0]).isFalse();
        }
    }

    @Test
    void anAbortedStreamIsReset() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    ResponseStream stream = exchange.stream(200, Headers.EMPTY);
                    stream.write(Body.utf8("part"));
                    stream.abort();
                });
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/");

            assertThat(client.body()).endsWith("<reset 2>");
        }
    }

    @Test
    void answerToHeadHasNoBody() {
        try (HttpEngine engine = Engines.start(mode, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "HEAD", "/");

            Frame head = client.next(RawHttp2Client.HEADERS);

            assertThat(head.endsStream()).isTrue();
            assertThat(client.headers(head).get("content-length")).isNotNull();
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        try (HttpEngine engine = Engines.start(mode, SMALL, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, false, "POST", "/").data(1, false, "x".repeat(1_001));

            assertThat(client.headers(client.next(RawHttp2Client.HEADERS)).status())
                    .hasToString("413");
            assertThat(client.body()).startsWith("413 ");
            assertThat(client.next(RawHttp2Client.RST_STREAM).number()).isZero();
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefused() {
        try (HttpEngine engine = Engines.start(mode, SMALL, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, false, "POST", "/", "content-length", "1001");

            assertThat(client.headers(client.next(RawHttp2Client.HEADERS)).status())
                    .hasToString("413");
        }
    }

    @Test
    void aSlowBodyIsTimedOut() {
        try (HttpEngine engine = Engines.start(mode, SMALL, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, false, "POST", "/").data(1, false, "x");

            assertThat(client.headers(client.next(RawHttp2Client.HEADERS)).status())
                    .hasToString("408");
        }
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() {
        try (HttpEngine engine = Engines.start(mode, SMALL, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/", "x-a", "y".repeat(2_100));

            assertThat(client.headers(client.next(RawHttp2Client.HEADERS)).status())
                    .hasToString("431");
        }
    }

    @Test
    void aFieldWithControlCharactersIsRefused() {
        try (HttpEngine engine = Engines.start(mode, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/", "x-a", "1\r\nx-b: 2");

            Frame frame = client.next(RawHttp2Client.HEADERS, RawHttp2Client.RST_STREAM, RawHttp2Client.GOAWAY);

            if (frame.type() == RawHttp2Client.HEADERS) {
                assertThat(client.headers(frame).status()).hasToString("400");
            }
        }
    }

    @Test
    void aFloodOfResetsEndsTheConnection() {
        try (HttpEngine engine = Engines.start(mode, Http2ServerTest::echo);
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            for (int stream = 1; stream < 2_000; stream += 2) {
                client.request(stream, true, "GET", "/").reset(stream);
            }

            assertThat(client.isClosedByServer()).isTrue();
        } catch (java.io.UncheckedIOException closedWhileSending) {
            assertThat(closedWhileSending).hasMessageContaining("");
        }
    }

    @Test
    void oldProtocolStaysUnderstood() {
        try (HttpEngine engine = Engines.start(mode, Http2ServerTest::echo);
                RawClient client = RawClient.connect(engine.port())) {
            client.send("P").send("RI").send("NT / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer().head()).contains("x-method: PRINT");
        }
    }

    private static void echo(Exchange exchange) {
        Headers asked = exchange.headers();
        exchange.respond(
                200,
                Headers.of("x-method", exchange.method()),
                Body.utf8(String.join(
                        "|",
                        exchange.path(),
                        exchange.query(),
                        String.valueOf(asked.first("host")),
                        String.valueOf(asked.first("x-a")),
                        String.valueOf(asked.first("cookie")),
                        new String(exchange.body(), StandardCharsets.UTF_8))));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
