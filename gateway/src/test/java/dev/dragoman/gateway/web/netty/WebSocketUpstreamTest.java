package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.gateway.web.WebSocketTerms;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.http.WebSocket;
import dev.dragoman.http.WebSocketEnd;
import dev.dragoman.http.WebSocketMessage;
import dev.dragoman.http.WebSocketUpstream;
import dev.dragoman.http.WebSocketUpstream.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets to vendors, good ones and bad ones. */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class WebSocketUpstreamTest {

    private static final WebSocketUpstream.Terms TERMS = new WebSocketUpstream.Terms(List.of("a", "b"), 100_000);
    private static final String GOOD =
            "HTTP/1.1 101 X\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: PROOF\r\n";
    private static final Certificates.Pair OWN = Certificates.generate("localhost");

    @TempDir
    private Path directory;

    private final EngineMode mode;

    WebSocketUpstreamTest(EngineMode mode) {
        this.mode = mode;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesGoBothWaysAlsoEncrypted(boolean secure) {
        try (HttpEngine engine =
                Engines.start(secure ? encrypted() : Engines.settings(mode, Engines.LIMITS), exchange -> {
                    assertThat(exchange.webSocketOffer().protocols()).containsExactly("a", "b");
                    WebSocket socket = exchange.accept(new WebSocketTerms("b", 100_000, Headers.EMPTY));
                    for (WebSocketMessage m = socket.receive(); m != null; m = socket.receive()) {
                        socket.send(m);
                    }
                })) {
            UpstreamSettings usual = UpstreamSettings.DEFAULTS;
            WebSocketUpstream sockets = engine.sockets(new UpstreamSettings(
                    10,
                    usual.connectTimeout(),
                    usual.idleTimeout(),
                    usual.maxHeaderBytes(),
                    true,
                    secure ? directory.resolve("certificate.pem") : null));
            Origin origin = new Origin(secure, secure ? "localhost" : "127.0.0.1", engine.port());
            try (WebSocket socket = opened(sockets.open(get(origin), TERMS, Timeouts.NONE, Cancellation.never()))) {
                for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536}) {
                    WebSocketMessage message = WebSocketMessage.text("z".repeat(length));
                    socket.send(message);

                    assertThat(socket.receive()).isEqualTo(message);
                }
                socket.close(3000, "enough");
                assertThat(socket.receive()).isNull();
                assertThat(socket.end()).isEqualTo(new WebSocketEnd(3000, "enough", WebSocketEnd.Cause.CLOSED_HERE));
            }
        }
    }

    @Test
    void theHandshakeIsWhole() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (RawVendor vendor = RawVendor.start(connection -> {
                    String head = connection.request();
                    request.complete(head);
                    connection.send(accepted(head, "")).awaitClose();
                });
                HttpEngine engine = Engines.start(mode, exchange -> {})) {
            opened(open(engine, vendor)).close();

            assertThat(request.get())
                    .startsWith("GET /v1/realtime?model=m HTTP/1.1\r\n")
                    .containsOnlyOnce("connection: Upgrade\r\n")
                    .containsOnlyOnce("upgrade: websocket\r\n")
                    .containsOnlyOnce("sec-websocket-version: 13\r\n")
                    .containsOnlyOnce("sec-websocket-protocol: a, b\r\n")
                    .containsOnlyOnce("authorization: Bearer k\r\n")
                    .doesNotContain("sec-websocket-extensions", "content-length");
        }
    }

    @Test
    void whatComesWithTheAnswerIsTheFirstMessage() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
                    byte[] hello = RawSocket.bytes(0x81, false, "hello".getBytes(StandardCharsets.UTF_8));
                    String answer = accepted(connection.request(), "");
                    connection.send(answer + new String(hello, StandardCharsets.ISO_8859_1));
                    connection.awaitClose();
                });
                HttpEngine engine = Engines.start(mode, exchange -> {});
                WebSocket socket = opened(open(engine, vendor))) {
            assertThat(socket.receive()).isEqualTo(WebSocketMessage.text("hello"));
        }
    }

    @Test
    void aRefusalIsAnAnswerAndItsConnectionIsUsedAgain() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 429 No\r\ncontent-length: 4\r\nretry-after: 3\r\n\r\nslow");
                    connection.send(accepted(connection.request(), "")).awaitClose();
                });
                HttpEngine engine = Engines.start(mode, exchange -> {})) {
            WebSocketUpstream sockets = engine.sockets(UpstreamSettings.DEFAULTS);
            try (UpstreamResponse refused = ((Opening.Refused)
                            sockets.open(get(vendor.origin()), TERMS, Timeouts.NONE, Cancellation.never()))
                    .response()) {
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.headers().first("retry-after")).isEqualTo("3");
                assertThat(new String(refused.readAll(100), StandardCharsets.UTF_8))
                        .isEqualTo("slow");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 X\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: AAAA\r\n\r\n",
                "HTTP/1.1 101 X\r\nupgrade: h2c\r\nconnection: upgrade\r\nsec-websocket-accept: PROOF\r\n\r\n",
                "HTTP/1.1 101 X\r\nupgrade: websocket\r\nsec-websocket-accept: PROOF\r\n\r\n",
                GOOD + "sec-websocket-extensions: permessage-deflate\r\n\r\n",
                GOOD + "sec-websocket-protocol: c\r\n\r\n",
                "SSH-2.0-x\r\n\r\n",
            })
    void answersThatAreNoHandshakeFail(String answer) throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
                    String head = connection.request();
                    connection.send(answer.replace("PROOF", proof(head))).awaitClose();
                });
                HttpEngine engine = Engines.start(mode, exchange -> {})) {
            assertThatThrownBy(() -> open(engine, vendor))
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.PROTOCOL));
        }
    }

    @Test
    void aVendorThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> connection.awaitClose());
                HttpEngine engine = Engines.start(mode, exchange -> {})) {
            Timeouts soon = new Timeouts(
                    Deadline.NONE, Deadline.after(Duration.ofMillis(100), System.nanoTime()), Duration.ZERO);

            assertThatThrownBy(() -> engine.sockets(UpstreamSettings.DEFAULTS)
                            .open(get(vendor.origin()), TERMS, soon, Cancellation.never()))
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.HEAD_TIMEOUT));
        }
    }

    /** First byte of a frame, whether it is masked, and the code that it deserves. */
    @ParameterizedTest
    @CsvSource({"0x81, true, 1002", "0xC1, false, 1002", "0x83, false, 1002", "0x80, false, 1002"})
    void vendorsThatBreakARuleAreToldWhich(String first, boolean masked, int code) throws Exception {
        CompletableFuture<byte[]> closing = new CompletableFuture<>();
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.send(accepted(connection.request(), ""));
                    connection.send(RawSocket.bytes(Integer.decode(first), masked, new byte[] {'x'}));
                    closing.complete(
                            unmasked(connection.socket().getInputStream().readNBytes(8)));
                    connection.awaitClose();
                });
                HttpEngine engine = Engines.start(mode, exchange -> {});
                WebSocket socket = opened(open(engine, vendor))) {
            assertThat(socket.receive()).isNull();
            assertThat(socket.end())
                    .extracting(WebSocketEnd::code, WebSocketEnd::cause)
                    .containsExactly(code, WebSocketEnd.Cause.BROKEN);
            byte[] sent = closing.get(20, TimeUnit.SECONDS);
            assertThat((sent[0] & 0xFF) << 8 | sent[1] & 0xFF).isEqualTo(code);
        }
    }

    @Test
    void aVendorThatVanishesEndsReceiving() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
                    connection.send(accepted(connection.request(), ""));
                    connection.send(RawSocket.bytes(0x81, false, new byte[] {'x'}));
                });
                HttpEngine engine = Engines.start(mode, exchange -> {});
                WebSocket socket = opened(open(engine, vendor))) {
            assertThat(socket.receive()).isEqualTo(WebSocketMessage.text("x"));
            assertThat(socket.receive()).isNull();
            assertThat(socket.end()).extracting(WebSocketEnd::code).isEqualTo(WebSocketEnd.LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellingClosesTheConnection(boolean established) throws Exception {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Cancellation cancellation = new Cancellation();
        try (RawVendor vendor = RawVendor.start(connection -> {
                    String head = connection.request();
                    asked.complete(true);
                    if (established) {
                        connection.send(accepted(head, ""));
                        byte[] closing =
                                unmasked(connection.socket().getInputStream().readNBytes(8));
                        connection
                                .send(RawSocket.bytes(0x88, false, closing))
                                .socket()
                                .close();
                    } else {
                        connection.awaitClose();
                    }
                    closed.complete(true);
                });
                HttpEngine engine = Engines.start(mode, exchange -> {})) {
            WebSocketUpstream sockets = engine.sockets(UpstreamSettings.DEFAULTS);
            CompletableFuture<Opening> opening = CompletableFuture.supplyAsync(
                    () -> sockets.open(get(vendor.origin()), TERMS, Timeouts.NONE, cancellation));
            asked.get(20, TimeUnit.SECONDS);
            WebSocket socket = established ? opened(opening.get(20, TimeUnit.SECONDS)) : null;

            cancellation.cancel();

            assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
            if (socket == null) {
                assertThatThrownBy(opening::join).hasCauseInstanceOf(UpstreamException.class);
            } else {
                assertThat(socket.receive()).isNull();
                assertThat(socket.end()).extracting(WebSocketEnd::code).isEqualTo(WebSocketEnd.GOING_AWAY);
            }
        }
    }

    private EngineSettings encrypted() {
        try {
            OWN.write(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        EngineSettings plain = Engines.settings(mode, Engines.LIMITS);
        return new EngineSettings(
                plain.host(),
                plain.port(),
                plain.transport(),
                plain.scheduler(),
                plain.eventLoops(),
                plain.limits(),
                new EngineSettings.Tls(
                        directory.resolve("certificate.pem"), directory.resolve("key.pem"), Duration.ofMinutes(1)),
                true,
                plain.drainTimeout());
    }

    private static Opening open(HttpEngine engine, RawVendor vendor) {
        return engine.sockets(UpstreamSettings.DEFAULTS)
                .open(get(vendor.origin()), TERMS, Timeouts.NONE, Cancellation.never());
    }

    private static WebSocket opened(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).socket();
    }

    private static UpstreamRequest get(Origin origin) {
        return new UpstreamRequest(
                "GET", origin, "/v1/realtime?model=m", Headers.of("authorization", "Bearer k"), Body.EMPTY);
    }

    private static String accepted(String request, String more) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + proof(request) + "\r\n" + more + "\r\n";
    }

    private static String proof(String request) {
        Matcher key = Pattern.compile("sec-websocket-key: (\\S+)").matcher(request);
        assertThat(key.find()).isTrue();
        byte[] text = (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Code of a masked closing frame, of which only the first bytes matter. */
    private static byte[] unmasked(byte[] frame) {
        assertThat(frame[0]).isEqualTo((byte) 0x88);
        assertThat(frame[1] & 0x80).isNotZero();
        return new byte[] {(byte) (frame[6] ^ frame[2]), (byte) (frame[7] ^ frame[3])};
    }
}
