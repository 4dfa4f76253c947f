package dev.dragoman.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.RawConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(10);

    private final BlockingQueue<RecordedRequest> requests = new LinkedBlockingQueue<>();
    private volatile Handler handler = request -> Reply.text(200, "text/plain", request.text());
    private final HttpServer server = HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            request -> {
                requests.add(request);
                return handler.handle(request);
            },
            InstantSource.fixed(NOON));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsABodyOfKnownLength() throws InterruptedException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST /a?b=c%20d&e HTTP/1.1\r\nHost: x\r\nX-One: 1\r\nContent-Length: 5\r\n\r\nhello");

            assertThat(connection.readUntil("hello")).startsWith("HTTP/1.1 200 OK\r\n");
        }
        RecordedRequest request = requests.take();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/a");
        assertThat(request.query()).containsEntry("b", "c d").containsEntry("e", "");
        assertThat(request.header("x-one")).hasValue("1");
        assertThat(request.header("absent")).isEmpty();
        assertThat(request.arrivedAt()).isEqualTo(NOON);
        assertThat(request.connection()).isEqualTo(1);
    }

    @Test
    void readsABodyInChunks() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.send("3;extension=1\r\nhel\r\n").send("2\r\nlo\r\n").send("0\r\nTrailer: x\r\n\r\n");

            assertThat(connection.readUntil("hello")).contains("content-length: 5");
        }
    }

    @Test
    void readsALargeBody() throws InterruptedException {
        byte[] body = new byte[3_000_000];
        handler = request -> Reply.text(200, "text/plain", "bytes: " + request.body().length);

        try (RawConnection connection = new RawConnection(server.port())) {
            connection
                    .send("POST / HTTP/1.1\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .send(body);

            connection.readUntil("bytes: 3000000");
        }
    }

    @Test
    void servesSeveralRequestsOnOneConnection() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\na");
            connection.readUntil("\r\n\r\na");
            connection.send("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nb");
            connection.readUntil("\r\n\r\nb");
        }

        assertThat(server.acceptedConnections()).isEqualTo(1);
        assertThat(requests).extracting(RecordedRequest::connection).containsExactly(1L, 1L);
    }

    @Test
    void servesRequestsSentAheadDuringAPause() {
        handler = request -> Reply.text(200, "text/plain", request.text()).delayedBy(Duration.ofMillis(30));

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\na");
            connection.send("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nb");

            connection.readUntil("\r\n\r\na");
            connection.readUntil("\r\n\r\nb");
        }
    }

    @Test
    void keepsMuchThatIsSentAheadDuringAPause() {
        handler = request ->
                Reply.text(200, "text/plain", "bytes: " + request.body().length).delayedBy(Duration.ofMillis(60));
        byte[] body = new byte[300_000];

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: " + body.length + "\r\n\r\n");
            connection.send(body);

            connection.readUntil("bytes: 0");
            connection.readUntil("bytes: 300000");
        }
    }

    @Test
    void throwsAwayWhatIsSentToAHangingReply() throws InterruptedException {
        handler = request -> Reply.text(200, "text/plain", "begin").withEnding(Ending.HANG);
        RawConnection connection = new RawConnection(server.port());
        connection.send("GET / HTTP/1.1\r\n\r\n").send(new byte[300_000]);
        connection.readUntil("begin");

        connection.close();

        assertThat(requests.take().clientGone(LONG)).isTrue();
    }

    @Test
    void pausesShorterThanAMillisecondAreKept() {
        Frame frame = new Frame(Duration.ofNanos(200_000), new byte[] {'a'});
        handler = request -> Reply.chunked(200, List.of(), List.of(frame, frame));

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n\r\n");

            connection.readUntil("1\r\na\r\n1\r\na\r\n0\r\n\r\n");
        }
    }

    @Test
    void skipsEmptyLinesBeforeARequest() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("\r\n\r\nGET / HTTP/1.1\r\n\r\n");

            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"})
    void closesWhenAskedTo(String request) {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(request);

            assertThat(text(connection)).contains("connection: close");
        }
    }

    @Test
    void sendsNoBodyForHead() {
        handler = request -> Reply.text(200, "text/plain", "body");

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");

            assertThat(text(connection)).contains("content-length: 4").endsWith("\r\n\r\n");
        }
    }

    @Test
    void ignoresAnExpectation() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
            assertThat(connection.isSilentFor(30)).isTrue();

            connection.send("a");

            assertThat(text(connection, "\r\n\r\na")).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nName : value\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: five\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"
            })
    void refusesWhatIsMalformed(String request) {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(request);

            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 Bad Request");
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void refusesTooManyHeaders() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(201) + "\r\n");

            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void refusesAnEndlessLine() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /" + "a".repeat(70_000));

            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 431");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3b9ac9ff\r\n"
            })
    void refusesAnEnormousBody(String request) {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(request);

            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void aFailingHandlerBecomesAnAnswerThatSaysSo() {
        handler = request -> {
            throw new IllegalStateException("script is empty");
        };

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n\r\n");

            connection.readUntil("script is empty");
        }
    }

    @Test
    void aBodyMayEndWithTheConnection() {
        handler = request -> Reply.text(200, "text/plain", "until the end").withFraming(new Framing.UntilClose());

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n\r\n");

            assertThat(text(connection)).doesNotContain("content-length").endsWith("\r\n\r\nuntil the end");
        }
    }

    @Test
    void tellsThatAReplyWasCompleted() throws InterruptedException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n\r\n");
            RecordedRequest request = requests.take();

            assertThat(request.answered(LONG)).isTrue();
            assertThat(request.clientGone(LONG)).isFalse();
            assertThat(request.clientGoneAt()).isEmpty();
        }
    }

    @Test
    void tellsThatTheClientLeftBeforeTheReply() throws InterruptedException {
        handler = request -> Reply.text(200, "text/plain", "late").delayedBy(Duration.ofMinutes(1));
        RawConnection connection = new RawConnection(server.port());
        connection.send("GET / HTTP/1.1\r\n\r\n");
        RecordedRequest request = requests.take();

        connection.close();

        assertThat(request.clientGone(LONG)).isTrue();
        assertThat(request.clientGoneAt()).hasValue(NOON);
        assertThat(request.answered(LONG)).isFalse();
    }

    @Test
    void tellsThatTheClientLeftWithoutReading() throws InterruptedException {
        byte[] much = new byte[64 << 20];
        handler = request -> Reply.whole(200, List.of(), much);
        RawConnection connection = new RawConnection(server.port());
        connection.send("GET / HTTP/1.1\r\n\r\n");
        connection.readUntil("\r\n\r\n");
        RecordedRequest request = requests.take();

        connection.close();

        assertThat(request.clientGone(LONG)).isTrue();
    }

    @Test
    void knowsNothingOfTheClientWhileItWaits() throws InterruptedException {
        handler = request -> Reply.text(200, "text/plain", "late").delayedBy(Duration.ofMinutes(1));

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n\r\n");
            RecordedRequest request = requests.take();

            assertThat(request.clientGone(Duration.ofMillis(20))).isFalse();
            assertThat(request.answered(Duration.ofMillis(20))).isFalse();
        }
    }

    @Test
    void closingEndsEveryConnection() throws InterruptedException {
        handler = request -> Reply.text(200, "text/plain", "late").delayedBy(Duration.ofMinutes(1));

        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET / HTTP/1.1\r\n\r\n");
            RecordedRequest request = requests.take();
            server.close();

            assertThat(connection.readToEnd()).isEmpty();
            assertThat(request.clientGone(LONG)).isFalse();
            assertThat(request.answered(LONG)).isFalse();
        }
    }

    @Test
    void keepsManySlowStreamsOpenAtOnce() throws InterruptedException {
        int streams = 300;
        CountDownLatch everyone = new CountDownLatch(streams);
        handler = request -> {
            everyone.countDown();
            Frame last = new Frame(Duration.ofMillis(200), "end".getBytes(StandardCharsets.UTF_8));
            return Reply.chunked(200, List.of(), List.of(Frame.of(new byte[] {'.'}), last));
        };

        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            connections.add(new RawConnection(server.port()).send("GET / HTTP/1.1\r\n\r\n"));
        }

        assertThat(everyone.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.openConnections()).isEqualTo(streams);
        connections.forEach(connection -> connection.readUntil("end\r\n0\r\n\r\n"));
        connections.forEach(RawConnection::close);
    }

    @Test
    void aRequestBelowAPrefixSharesItsFate() throws InterruptedException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /openai/v1/models?a=b HTTP/1.1\r\n\r\n");
            RecordedRequest inner = requests.take().below("/openai");

            assertThat(inner.target()).isEqualTo("/v1/models?a=b");
            assertThat(inner.answered(LONG)).isTrue();
        }
    }

    private static String text(RawConnection connection) {
        return new String(connection.readToEnd(), StandardCharsets.UTF_8);
    }

    private static String text(RawConnection connection, String end) {
        return connection.readUntil(end);
    }
}
