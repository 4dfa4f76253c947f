package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.http.Origin;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** TLS to vendors: the name asked for is sent, and the certificate must be trusted and match it, unless switched off. */
final class ClientTls {

    private final SslContext context;
    private final Duration handshakeTimeout;

    ClientTls(UpstreamSettings settings) {
        this.context = context(settings);
        this.handshakeTimeout = settings.connectTimeout();
    }

    SslHandler handler(Origin origin, ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator, origin.host(), origin.port());
        handler.setHandshakeTimeout(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private static SslContext context(UpstreamSettings settings) {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (!settings.verifyTls()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else if (settings.trust() != null) {
            builder.trustManager(settings.trust().toFile());
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("cannot set up TLS to vendors: " + e.getMessage(), e);
        }
    }
}
