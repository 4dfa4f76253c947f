package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.HandshakeException;
import dev.dragoman.gateway.web.WebSocketTerms;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketClosedException;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets as clients and handlers see them, with frames byte by byte. */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class WebSocketServerTest {

    private static final int MAX = 100_000;
    private static final WebSocketTerms TERMS = new WebSocketTerms(null, MAX, Headers.EMPTY);

    private final EngineMode mode;
    private final BlockingQueue<WebSocketEnd> ends = new LinkedBlockingQueue<>();

    WebSocketServerTest(EngineMode mode) {
        this.mode = mode;
    }

    @Test
    void messagesOfAllLengthsGoBothWays() {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536}) {
                String text = "x".repeat(length);

                assertThat(client.text(text).next())
                        .extracting(RawSocket.Frame::opcode, RawSocket.Frame::text)
                        .containsExactly(RawSocket.TEXT, text);
            }
            byte[] bytes = {0, (byte) 0xFF, 7};
            RawSocket.Frame echoed = client.frame(0x82, true, bytes).next();
            assertThat(echoed.opcode()).isEqualTo(RawSocket.BINARY);
            assertThat(echoed.payload()).isEqualTo(bytes);
        }
    }

    @Test
    void whatCameWithTheHandshakeIsNotLost() {
        try (HttpEngine engine = echoing();
                RawClient client = RawClient.connect(engine.port())) {
            byte[] first = RawSocket.bytes(0x81, true, "early".getBytes(StandardCharsets.UTF_8));
            client.send(RawSocket.handshake("/", "") + new String(first, StandardCharsets.ISO_8859_1));
            client.head();

            assertThat(client.bytes(7)).isEqualTo(new byte[] {(byte) 0x81, 5, 'e', 'a', 'r', 'l', 'y'});
        }
    }

    @Test
    void fragmentsWithPingsBetweenThemAreOneMessage() {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            byte[] umlaut = "ü".getBytes(StandardCharsets.UTF_8);
            client.frame(RawSocket.TEXT, true, new byte[] {'a', umlaut[0]})
                    .frame(0x80 | RawSocket.PING, true, new byte[] {1, 2})
                    .frame(RawSocket.CONTINUATION, true, new byte[] {umlaut[1]})
                    .frame(0x80, true, new byte[] {'b'});

            RawSocket.Frame pong = client.next();
            assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
            assertThat(pong.payload()).isEqualTo(new byte[] {1, 2});
            assertThat(client.next().text()).isEqualTo("aüb");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void theClosingHandshakeIsAnsweredWithItsCode(int code) throws Exception {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            client.close(code);

            assertThat(client.next().code()).isEqualTo(code);
            assertThat(client.rest()).isEmpty();
            assertThat(end()).isEqualTo(new WebSocketEnd(code, "", WebSocketEnd.Cause.CLOSED_THERE));
        }
    }

    @Test
    void aClosingFrameWithoutACodeIsAnsweredWithOne() throws Exception {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            client.frame(0x88, true, new byte[0]);

            assertThat(client.next().payload()).isEmpty();
            assertThat(client.rest()).isEmpty();
            assertThat(end().code()).isEqualTo(WebSocketEnd.NO_CODE);
        }
    }

    /** First byte of a frame, whether it is masked, its payload, and the code that it deserves. */
    @ParameterizedTest
    @CsvSource({
        "0x81, false, hi, 1002", // not masked
        "0xC1, true, hi, 1002", // an extension's bit
        "0x91, true, hi, 1002",
        "0x83, true, hi, 1002", // an opcode that does not exist
        "0x8B, true, hi, 1002",
        "0x09, true, hi, 1002", // a ping in fragments
        "0x80, true, hi, 1002", // goes on with nothing
        "0x88, true, x, 1002", // half a code
    })
    void framesThatBreakARuleEndTheConnection(String first, boolean masked, String payload, int code) throws Exception {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            client.frame(Integer.decode(first), masked, payload.getBytes(StandardCharsets.UTF_8));

            assertThat(client.next().code()).isEqualTo(code);
            assertThat(client.rest()).isEmpty();
            assertThat(end().cause()).isEqualTo(WebSocketEnd.Cause.BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1005, 1006, 1015, 2999})
    void closingCodesThatMustNotBeSentAreRefused(int code) throws Exception {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            client.close(code);

            assertThat(client.next().code()).isEqualTo(WebSocketEnd.PROTOCOL_ERROR);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aMessageThatBeginsWithinAnotherIsRefused() {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            client.frame(RawSocket.TEXT, true, new byte[] {'a'}).text("b");

            assertThat(client.next().code()).isEqualTo(WebSocketEnd.PROTOCOL_ERROR);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void anOverlongPingIsRefused() {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            client.frame(0x89, true, new byte[126]);

            assertThat(client.next().code()).isEqualTo(WebSocketEnd.PROTOCOL_ERROR);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void textThatIsNotUtf8IsRefusedAlsoInFragments() throws Exception {
        byte[] half = {(byte) 0xC3};
        try (HttpEngine engine = echoing();
                RawSocket whole = RawSocket.open(engine.port());
                RawSocket parts = RawSocket.open(engine.port())) {
            whole.frame(0x81, true, half);
            parts.frame(RawSocket.TEXT, true, half).frame(0x80, true, new byte[] {'x'});

            assertThat(whole.next().code()).isEqualTo(WebSocketEnd.NOT_UTF8);
            assertThat(parts.next().code()).isEqualTo(WebSocketEnd.NOT_UTF8);
            assertThat(end().code()).isEqualTo(WebSocketEnd.NOT_UTF8);
            assertThat(end().code()).isEqualTo(WebSocketEnd.NOT_UTF8);
        }
    }

    @Test
    void aMessageThatIsTooLongIsRefusedBeforeItsBytesCome() throws Exception {
        try (HttpEngine engine = echoing();
                RawSocket announced = RawSocket.open(engine.port());
                RawSocket gathered = RawSocket.open(engine.port())) {
            announced.raw().send(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, 1, (byte) 0x86, (byte) 0xA1});
            gathered.frame(RawSocket.BINARY, true, new byte[MAX]).frame(0x80, true, new byte[1]);

            assertThat(announced.next().code()).isEqualTo(WebSocketEnd.TOO_LARGE);
            assertThat(gathered.next().code()).isEqualTo(WebSocketEnd.TOO_LARGE);
            assertThat(end().code()).isEqualTo(WebSocketEnd.TOO_LARGE);
            assertThat(end().code()).isEqualTo(WebSocketEnd.TOO_LARGE);
        }
    }

    /** A line of the handshake, what stands in its place, the status, and a word of the message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Upgrade: websocket | X: x | 426 | WebSocket handshake",
                "Upgrade: websocket | Upgrade: h2c | 426 | WebSocket handshake",
                "Connection: keep-alive, Upgrade | Connection: keep-alive | 400 | connection",
                "Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 8 | 426 | 13",
                "Sec-WebSocket-Version: 13 | X: x | 400 | sec-websocket-version: missing",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | X: x | 400 | sec-websocket-key: missing",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: dGhl | 400 | 16 random bytes",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: ?GhlIHNhbXBsZSBub25jZQ== | 400 | base64",
                "GET / HTTP/1.1 | POST / HTTP/1.1 | 400 | POST",
                "GET / HTTP/1.1 | GET / HTTP/1.0 | 426 | HTTP/1.1",
                "Host: x | Host: x\\r\\nContent-Length: 1 | 400 | body",
                "Host: x | Host: x\\r\\nSec-WebSocket-Protocol: a,,b | 400 | empty name",
            })
    void brokenHandshakesAreAnsweredInHttp(String line, String other, int status, String message) {
        try (HttpEngine engine = echoing();
                RawClient client = RawClient.connect(engine.port())) {
            String replaced = RawSocket.handshake("/", "").replace(line, other.translateEscapes());

            RawClient.Answer answer = client.send(replaced + "x").answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(message);
        }
    }

    @Test
    void theChosenSubprotocolAndFurtherFieldsAreTold() {
        WebSocketTerms terms = new WebSocketTerms("b", MAX, Headers.of("x-more", "yes"));
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    assertThat(exchange.webSocketOffer().protocols()).containsExactly("a", "b", "c");
                    exchange.accept(terms);
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send(RawSocket.handshake("/", "Sec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Protocol: c\r\n"));

            assertThat(client.head())
                    .startsWith("HTTP/1.1 101 ")
                    .contains("sec-websocket-protocol: b\n", "x-more: yes\n");
        }
    }

    @Test
    void aHandlerThatReturnsOrFailsEndsTheConnection() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    exchange.accept(TERMS).send(WebSocketMessage.text("bye"));
                    if (exchange.path().equals("/fails")) {
                        throw new IllegalStateException("a failure that this test wants");
                    }
                });
                RawSocket returned = RawSocket.open(engine.port());
                RawClient failed = RawClient.connect(engine.port())) {
            assertThat(returned.next().text()).isEqualTo("bye");
            assertThat(returned.next().code()).isEqualTo(WebSocketEnd.NORMAL);
            assertThat(returned.close(1000).rest()).isEmpty();

            failed.send(RawSocket.handshake("/fails", ""));
            failed.head();
            assertThat(failed.bytes(9)).endsWith(0x03, 0xF3);
        }
    }

    @Test
    void aClientThatVanishesEndsReceivingAndSending() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
            exchange.cancellation().onCancel(cancelled::countDown);
            echo(exchange);
        })) {
            try (RawSocket client = RawSocket.open(engine.port())) {
                client.raw().reset();
            }

            assertThat(end().code()).isEqualTo(WebSocketEnd.LOST);
            cancelled.await();
        }
    }

    @Test
    void aSenderIsHeldUpByASlowClientAndLosesNothing() throws Exception {
        AtomicLong sent = new AtomicLong();
        int messages = 3_000;
        String text = "y".repeat(10_000);
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    WebSocket socket = exchange.accept(TERMS);
                    for (int i = 0; i < messages; i++) {
                        socket.send(WebSocketMessage.text(text));
                        sent.incrementAndGet();
                    }
                });
                RawSocket client = RawSocket.open(engine.port())) {
            assertThat(settled(sent)).isLessThan(messages);

            for (int i = 0; i < messages; i++) {
                assertThat(client.next().payload()).hasSize(10_000);
            }
            assertThat(client.next().code()).isEqualTo(WebSocketEnd.NORMAL);
        }
    }

    @Test
    void aSlowReaderHoldsTheClientUpAndLosesNothing() throws Exception {
        AtomicLong sent = new AtomicLong();
        int messages = 3_000;
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong received = new AtomicLong();
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    WebSocket socket = exchange.accept(TERMS);
                    await(release);
                    for (WebSocketMessage m = socket.receive(); m != null; m = socket.receive()) {
                        received.addAndGet(m.content().length());
                    }
                    ends.add(socket.end());
                });
                RawSocket client = RawSocket.open(engine.port())) {
            byte[] frame = RawSocket.quick(10_000);
            Thread sender = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < messages; i++) {
                    client.raw().send(frame);
                    sent.incrementAndGet();
                }
                client.close(1000);
            });
            assertThat(settled(sent)).isLessThan(messages);

            release.countDown();

            assertThat(end().code()).isEqualTo(WebSocketEnd.NORMAL);
            assertThat(received).hasValue(messages * 10_000L);
            sender.join();
        }
    }

    /** Between too much and enough room there are moments in which reading on must not be forgotten. */
    @Test
    void aReaderAboutAsFastAsTheClientAlwaysReadsOn() throws Exception {
        int messages = 10_000;
        AtomicLong received = new AtomicLong();
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    WebSocket socket = exchange.accept(TERMS);
                    for (WebSocketMessage m = socket.receive(); m != null; m = socket.receive()) {
                        received.incrementAndGet();
                    }
                    ends.add(socket.end());
                });
                RawSocket client = RawSocket.open(engine.port())) {
            byte[] frame = RawSocket.quick(3_000);
            for (int i = 0; i < messages; i++) {
                client.raw().send(frame);
            }
            client.close(1000);

            assertThat(end().code()).isEqualTo(WebSocketEnd.NORMAL);
            assertThat(received).hasValue(messages);
        }
    }

    @Test
    void aClientWithoutASignOfLifeIsPingedAndThenLeft() throws Exception {
        try (HttpEngine engine = Engines.start(mode, idle(Duration.ofMillis(400)), this::echo);
                RawSocket lively = RawSocket.open(engine.port());
                RawSocket dead = RawSocket.open(engine.port())) {
            for (int i = 0; i < 4; i++) {
                RawSocket.Frame ping = lively.next();
                assertThat(ping.opcode()).isEqualTo(RawSocket.PING);
                lively.frame(0x8A, true, ping.payload());
            }
            assertThat(dead.next().opcode()).isEqualTo(RawSocket.PING);
            assertThat(dead.next().code()).isEqualTo(WebSocketEnd.GOING_AWAY);
            assertThat(end().cause()).isEqualTo(WebSocketEnd.Cause.BROKEN);
            assertThat(lively.text("still here").next().text()).isEqualTo("still here");
        }
    }

    @Test
    void shutdownClosesWebSocketsAsGoingAway() throws Exception {
        try (HttpEngine engine = echoing();
                RawSocket client = RawSocket.open(engine.port())) {
            client.text("hi").next();
            Thread draining = Thread.ofPlatform().start(engine::drain);

            assertThat(client.next().code()).isEqualTo(WebSocketEnd.GOING_AWAY);
            assertThat(client.close(1001).rest()).isEmpty();
            assertThat(end().cause()).isEqualTo(WebSocketEnd.Cause.CLOSED_HERE);
            draining.join();
        }
    }

    @Test
    void sendingAfterTheEndFails() throws Exception {
        BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    WebSocket socket = exchange.accept(TERMS);
                    socket.receive();
                    try {
                        socket.send(WebSocketMessage.text("late"));
                    } catch (WebSocketClosedException closed) {
                        failures.add(closed);
                    }
                });
                RawSocket client = RawSocket.open(engine.port())) {
            client.close(1000);

            assertThat(failures.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aStreamOfHttp2DoesNotGoOnAsAWebSocket() {
        try (HttpEngine engine = echoing();
                RawHttp2Client client = RawHttp2Client.connect(engine.port())) {
            client.request(1, true, "GET", "/");

            assertThat(client.body()).contains("426", "HTTP/1.1");
        }
    }

    private HttpEngine echoing() {
        return Engines.start(mode, this::echo);
    }

    private void echo(Exchange exchange) {
        WebSocket socket;
        try {
            socket = exchange.accept(TERMS);
        } catch (HandshakeException refused) {
            String text = refused.status() + " " + refused.getMessage();
            exchange.respond(refused.status(), Headers.EMPTY, Body.utf8(text));
            return;
        }
        try {
            for (WebSocketMessage m = socket.receive(); m != null; m = socket.receive()) {
                socket.send(m);
            }
        } catch (WebSocketClosedException closed) {
            // The end tells.
        }
        ends.add(socket.end());
    }

    private WebSocketEnd end() throws InterruptedException {
        WebSocketEnd end = ends.poll(20, TimeUnit.SECONDS);
        assertThat(end).as("an end of a WebSocket").isNotNull();
        return end;
    }

    private static Limits idle(Duration idle) {
        EngineSettings.Limits usual = Engines.LIMITS;
        return new Limits(
                usual.maxBodyBytes(),
                usual.maxHeaderBytes(),
                usual.headerTimeout(),
                usual.bodyTimeout(),
                idle,
                usual.maxConcurrentRequests());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the number stays the same for a while: whoever counts is held up. */
    private static long settled(AtomicLong number) {
        long before = -1;
        long now = number.get();
        while (now != before) {
            before = now;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            now = number.get();
        }
        return now;
    }
}
