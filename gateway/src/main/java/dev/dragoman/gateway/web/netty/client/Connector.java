package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.gateway.web.netty.loop.SocketTransport;
import dev.dragoman.http.AddressFilter;

/** Opens connections to vendors. */
final class Connector implements AutoCloseable {

    private final SocketTransport transport;
    private final UpstreamSettings settings;
    private final AddressFilter filter;
    private final ClientTls tls;
    private final Resolver resolver = new Resolver();

    Connector(SocketTransport transport, UpstreamSettings settings, AddressFilter filter) {
        this.transport = transport;
        this.settings = settings;
        this.filter = filter;
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

    AddressFilter filter() {
        return filter;
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
