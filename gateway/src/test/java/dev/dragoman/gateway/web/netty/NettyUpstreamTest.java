package dev.dragoman.gateway.web.netty;

import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

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
}
