package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.gateway.web.netty.loop.SocketTransport;

/** Opens connections to vendors. */
final class Connector implements AutoCloseable {

    private final SocketTransport transport;
    private final UpstreamSettings settings;
    private final ClientTls tls;
    private final Resolver resolver = new Resolver();

    Connector(SocketTransport transport, UpstreamSettings settings) {
        this.transport = transport;
        this.settings = settings;
        this.tls = new ClientTls(settings);
    }

    /** Begins to open a connection for the pool, which is told the outcome; on the pool's loop. */
    void connect(ClientLoop client, OriginPool pool) {
        new Connecting(this, client, pool).begin();
    }

    SocketTransport transport() {
        return transport;
    }

    UpstreamSettings settings() {
        return settings;
    }

    ClientTls tls() {
        return tls;
    }

    Resolver resolver() {
        return resolver;
    }

    @Override
    public void close() {
        resolver.close();
    }
}
