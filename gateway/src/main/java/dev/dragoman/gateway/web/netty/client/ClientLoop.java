package dev.dragoman.gateway.web.netty.client;

import dev.dragoman.gateway.web.UpstreamSettings;
import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.loop.Operation;
import dev.dragoman.http.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The client's part of one event loop: its pools; confined to that loop but for {@link #close()}. */
final class ClientLoop {

    private final Loop loop;
    private final UpstreamSettings settings;
    private final Connector connector;
    private final int maxConnectionsPerOrigin;
    private final Map<Origin, OriginPool> pools = new HashMap<>();
    private boolean closed;

    ClientLoop(Loop loop, int loops, UpstreamSettings settings, Connector connector) {
        this.loop = loop;
        this.settings = settings;
        this.connector = connector;
        this.maxConnectionsPerOrigin = Math.max(1, Math.ceilDiv(settings.maxConnectionsPerOrigin(), loops));
    }

    Loop loop() {
        return loop;
    }

    UpstreamSettings settings() {
        return settings;
    }

    /** This loop's share. */
    int maxConnectionsPerOrigin() {
        return maxConnectionsPerOrigin;
    }

    boolean isClosed() {
        return closed;
    }

    OriginPool pool(Origin origin) {
        OriginPool pool = pools.get(origin);
        if (pool == null) {
            pool = new OriginPool(this, origin);
            pools.put(origin, pool);
        }
        return pool;
    }

    void forget(OriginPool pool) {
        pools.remove(pool.origin(), pool);
    }

    void connect(OriginPool pool) {
        connector.connect(this, pool);
    }

    /** Closes unused connections now, and the others when their calls are over. */
    void close() {
        loop.post(new Operation() {
            @Override
            protected void run() {
                closed = true;
                List.copyOf(pools.values()).forEach(OriginPool::closeIdle);
            }
        });
    }
}
