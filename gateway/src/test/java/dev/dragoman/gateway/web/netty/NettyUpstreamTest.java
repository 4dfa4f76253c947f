package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.RawVendor;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamContract;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
final class NettyUpstreamTest implements UpstreamContract {

    private final HttpEngine engine;
    private final Upstream upstream;

    NettyUpstreamTest(EngineMode mode) {
        engine = Engines.start(mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.EMPTY));
        upstream = engine.upstream(UpstreamSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Override
    public Upstream upstream() {
        return upstream;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage without any line end at all",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A : 1\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
                "HTTP/1.1 200 OK\r\nX-A: 1\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"
            })
    void headThatOnlyLooksLikeHttpIsRefused(String answer) throws Exception {
        try (RawVendor vendor = UpstreamContract.vendor(answer)) {
            assertThatThrownBy(() -> upstream.send(UpstreamContract.get(vendor), Timeouts.NONE, Cancellation.never()))
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.PROTOCOL));
        }
    }

    @Test
    void chunkThatIsLongerThanItsSizeIsRefused() throws Exception {
        try (RawVendor vendor =
                        UpstreamContract.vendor("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcXX");
                UpstreamResponse response =
                        upstream.send(UpstreamContract.get(vendor), Timeouts.NONE, Cancellation.never())) {
            assertThatThrownBy(() -> response.readAll(100))
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.PROTOCOL));
        }
    }

    @Test
    void bytesBeyondAnAnswerAreNotTakenForTheNextOne() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection
                    .send(
                            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
                    .awaitClose();
        })) {
            for (int i = 0; i < 5; i++) {
                try (UpstreamResponse response =
                        upstream.send(UpstreamContract.get(vendor), Timeouts.NONE, Cancellation.never())) {
                    assertThat(response.readAll(100))
                            .asString(StandardCharsets.UTF_8)
                            .isEqualTo("ok");
                }
            }
        }
    }
}
