package dev.dragoman.gateway.web.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.dragoman.gateway.web.netty.EngineMode#all")
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
                                        + exchange.headers().first("x-a") + "|"
                                        + new String(exchange.body(), StandardCharsets.UTF_8))));
                RawClient client = RawClient.connect(engine.port())) {
            client.send("POST /a%20b?c=d HTTP/1.1\r\nHost: x\r\nX-A: one two \r\nContent-Length: 5\r\n\r\nhello");

            RawClient.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head()).contains("x-method: POST\n");
            assertThat(answer.body()).isEqualTo("/a%20b|c=d|one two|hello");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        try (HttpEngine engine = Engines.start(
                        mode, exchange -> exchange.respond(200, Headers.EMPTY, Body.utf8(exchange.path())));
                RawClient client = RawClient.connect(engine.port())) {
            client.send(
                    "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo("/1");
            assertThat(client.answer().body()).isEqualTo("/2");
            assertThat(client.answer().body()).isEqualTo("/3");
        }
    }

    @Test
    void aStreamIsSentInChunks() {
        try (HttpEngine engine = Engines.start(mode, exchange -> {
                    try (ResponseStream stream = exchange.stream(200, Headers.EMPTY)) {
                        stream.write(Body.utf8("one"));
                        stream.write(Body.utf8("two"));
                    }
                });
                RawClient client = RawClient.connect(engine.port())) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            String all = client.rest();

            assertThat(all).contains("transfer-encoding: chunked\r\n").endsWith("\r\n0\r\n\r\n");
            assertThat(all.substring(all.indexOf("\r\n\r\n")).replaceAll("\r\n[0-9a-f]+\r\n", ""))
                    .contains("one")
                    .contains("two");
        }
    }
}
