package dev.dragoman.gateway.redis;

import io.lettuce.core.api.AsyncCloseable;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/** An open connection to one server or to a cluster. */
record Link(AsyncCloseable connection, RedisClusterAsyncCommands<byte[], byte[]> commands) {

    void close() {
        var _ = connection.closeAsync();
    }
}
