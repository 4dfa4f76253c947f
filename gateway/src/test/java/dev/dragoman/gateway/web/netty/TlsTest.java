package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.EngineSettings.Tls;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
@Timeout(60)
final class TlsTest {

    private static final Duration RELOAD = Duration.ofMillis(20);

    private static final Certificates.Pair FIRST = Certificates.generate("localhost");
    private static final Certificates.Pair SECOND = Certificates.generate("localhost");
    private static final Certificates.Pair ELSEWHERE = Certificates.generate("elsewhere.example");

    @TempDir
    private Path directory;

    private final EngineMode mode;

    TlsTest(EngineMode mode) {
        this.mode = mode;
    }

    @ParameterizedTest
    @EnumSource
    void clientsOfBothProtocolsAreAnswered(HttpClient.Version version) throws Exception {
        byte[] body = "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        try (HttpEngine engine = start(FIRST);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(FIRST.trusting())
                        .version(version)
                        .build()) {
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + engine.port() + "/echo"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.version()).isEqualTo(version);
            assertThat(response.headers().firstValue("x-secure")).hasValue("true");
            assertThat(response.body()).hasSize(1_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsArriveWhole(HttpClient.Version version) throws Exception {
        try (HttpEngine engine = start(FIRST);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(FIRST.trusting())
                        .version(version)
                        .build()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + engine.port() + "/stream"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("piece ".repeat(1_000));
        }
    }

    @Test
    void newCertificateIsUsedForNewConnectionsOnly() throws Exception {
        try (HttpEngine engine = start(FIRST);
                SSLSocket standing = handshake(engine, FIRST)) {
            assertThat(presented(standing)).isEqualTo(FIRST.certificate());

            SECOND.write(certificateFile(), keyFile());
            awaitPresented(engine, SECOND);

            assertThat(roundTrip(standing)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void certificateThatCannotBeReadFailsTheStart() throws Exception {
        Files.writeString(certificateFile(), "not a certificate");
        Files.writeString(keyFile(), "not a key");

        assertThatThrownBy(
                        () -> HttpEngine.start(settings(), exchange -> {}, Engines.REJECTION, InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(certificateFile().toString());
    }

    @Test
    void plainTextIsNotAnswered() throws Exception {
        try (HttpEngine engine = start(FIRST);
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.rest()).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void upstreamTrustsTheAuthorityItIsTold() throws Exception {
        try (HttpEngine engine = start(FIRST)) {
            Upstream upstream = engine.upstream(trusting(certificateFile(), true));

            assertThat(post(upstream, engine, "hello")).isEqualTo("hello");
            assertThat(post(upstream, engine, "x".repeat(1_000_000))).hasSize(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void upstreamRefusesACertificateItHasNoReasonToTrust(boolean otherHost) throws Exception {
        try (HttpEngine engine = start(otherHost ? ELSEWHERE : FIRST)) {
            Upstream upstream = engine.upstream(trusting(otherHost ? certificateFile() : null, true));

            assertThatThrownBy(() -> post(upstream, engine, "hello"))
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.CONNECT));
        }
    }

    @Test
    void upstreamThatShallNotVerifyAcceptsAnyCertificate() throws Exception {
        try (HttpEngine engine = start(ELSEWHERE)) {
            Upstream upstream = engine.upstream(trusting(null, false));

            assertThat(post(upstream, engine, "hello")).isEqualTo("hello");
        }
    }

    private HttpEngine start(Certificates.Pair pair) throws IOException {
        pair.write(certificateFile(), keyFile());
        return HttpEngine.start(
                settings(),
                exchange -> {
                    if (exchange.path().equals("/stream")) {
                        try (ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                            for (int i = 0; i < 1_000; i++) {
                                stream.write(Body.utf8("piece "));
                            }
                        }
                    } else {
                        exchange.respond(
                                200,
                                Headers.of("x-secure", String.valueOf(exchange.secure())),
                                Body.of(exchange.body()));
                    }
                },
                Engines.REJECTION,
                InstantSource.system());
    }

    private EngineSettings settings() {
        return new EngineSettings(
                "127.0.0.1",
                0,
                mode.transport(),
                mode.scheduler(),
                2,
                Engines.LIMITS,
                new Tls(certificateFile(), keyFile(), RELOAD),
                true,
                Duration.ofSeconds(10));
    }

    private Path certificateFile() {
        return directory.resolve("server.crt");
    }

    private Path keyFile() {
        return directory.resolve("server.key");
    }

    private static UpstreamSettings trusting(@Nullable Path authority, boolean verify) {
        UpstreamSettings usual = UpstreamSettings.DEFAULTS;
        return new UpstreamSettings(
                usual.maxConnectionsPerOrigin(),
                usual.connectTimeout(),
                usual.idleTimeout(),
                usual.maxHeaderBytes(),
                verify,
                authority);
    }

    private static String post(Upstream upstream, HttpEngine engine, String body) {
        UpstreamRequest request = new UpstreamRequest(
                "POST", new Origin(true, "localhost", engine.port()), "/echo", Headers.EMPTY, Body.utf8(body));
        try (UpstreamResponse response = upstream.send(request, Timeouts.NONE, Cancellation.never())) {
            return new String(response.readAll(10_000_000), StandardCharsets.UTF_8);
        }
    }

    private static SSLSocket handshake(HttpEngine engine, Certificates.Pair trusted) throws IOException {
        SSLSocket socket = (SSLSocket) trusted.trusting().getSocketFactory().createSocket("localhost", engine.port());
        socket.setSoTimeout(20_000);
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Makes new connections until one presents the certificate. */
    private static void awaitPresented(HttpEngine engine, Certificates.Pair expected) {
        while (true) {
            try (SSLSocket socket = handshake(engine, expected)) {
                assertThat(presented(socket)).isEqualTo(expected.certificate());
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static Certificate presented(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    private static String roundTrip(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET /echo HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.UTF_8);
    }
}
