package dev.dragoman.gateway.redis;

import dev.dragoman.gateway.config.RedisSettings;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.DecodeBufferPolicies;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens connections as the settings say. Opening waits until the connection stands. */
final class Links implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 20_000;
    private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    static {
        // The client prefers io_uring wherever its classes are, and then mixes its loops up with those of epoll.
        System.setProperty("io.lettuce.core.iouring", "false");
        // What it leans on logs by SLF4J, which has nothing behind it here, and would print that.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private final RedisSettings settings;
    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    private final AbstractRedisClient client;
    private final Supplier<Link> opening;

    Links(RedisSettings settings) {
        this.settings = settings;
        if (settings.topology() == RedisSettings.Topology.CLUSTER) {
            RedisClusterClient cluster = RedisClusterClient.create(resources, uris());
            cluster.setOptions(clusterOptions());
            this.client = cluster;
            this.opening = () -> ofCluster(cluster);
        } else {
            RedisURI uri = settings.topology() == RedisSettings.Topology.SENTINEL ? sentinels() : uris().getFirst();
            RedisClient single = RedisClient.create(resources, uri);
            single.setOptions(options(ClientOptions.builder()).build());
            this.client = single;
            this.opening = () -> ofServer(single);
        }
    }

    /**
     * A new connection.
     *
     * @throws io.lettuce.core.RedisException when there is none to be had
     */
    Link open() {
        return opening.get();
    }

    private static Link ofServer(RedisClient client) {
        StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        return new Link(connection, connection.async());
    }

    private static Link ofCluster(RedisClusterClient client) {
        StatefulRedisClusterConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        return new Link(connection, connection.async());
    }

    private List<RedisURI> uris() {
        List<RedisURI> uris = new ArrayList<>();
        for (RedisSettings.Address node : settings.nodes()) {
            RedisURI.Builder uri = RedisURI.builder()
                    .withHost(node.host())
                    .withPort(node.port())
                    .withDatabase(settings.database());
            uris.add(finished(uri));
        }
        return uris;
    }

    private RedisURI sentinels() {
        RedisURI.Builder uri = RedisURI.builder()
                .withSentinelMasterId(Objects.requireNonNull(settings.service(), "service"))
                .withDatabase(settings.database());
        String password = settings.sentinelPassword();
        for (RedisSettings.Address node : settings.nodes()) {
            if (password == null) {
                uri.withSentinel(node.host(), node.port());
            } else {
                uri.withSentinel(node.host(), node.port(), password);
            }
        }
        RedisURI finished = finished(uri);
        if (settings.tls() != null) {
            finished.getSentinels().forEach(sentinel -> encrypted(sentinel, settings.tls()));
        }
        return finished;
    }

    private RedisURI finished(RedisURI.Builder uri) {
        String password = settings.password();
        String username = settings.username();
        if (password != null && username != null) {
            uri.withAuthentication(username, password.toCharArray());
        } else if (password != null) {
            uri.withPassword(password.toCharArray());
        }
        RedisURI built = uri.withTimeout(settings.connectTimeout()).build();
        if (settings.tls() != null) {
            encrypted(built, settings.tls());
        }
        return built;
    }

    private static void encrypted(RedisURI uri, RedisSettings.Tls tls) {
        uri.setSsl(true);
        uri.setVerifyPeer(
                !tls.verified() ? SslVerifyMode.NONE : tls.hostnameChecked() ? SslVerifyMode.FULL : SslVerifyMode.CA);
    }

    private ClusterClientOptions clusterOptions() {
        ClusterClientOptions.Builder cluster = ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                        .build());
        options(cluster);
        return cluster.build();
    }

    private ClientOptions.Builder options(ClientOptions.Builder options) {
        options.protocolVersion(ProtocolVersion.RESP2)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .decodeBufferPolicy(DecodeBufferPolicies.ratio(1))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.connectTimeout())
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build());
        SslOptions encryption = encryption(settings.tls());
        return encryption == null ? options : options.sslOptions(encryption);
    }

    private static @Nullable SslOptions encryption(RedisSettings.@Nullable Tls tls) {
        if (tls == null) {
            return null;
        }
        SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
        if (tls.authorities() != null) {
            options.trustManager(tls.authorities().toFile());
        }
        if (tls.certificate() != null && tls.key() != null) {
            options.keyManager(tls.certificate().toFile(), tls.key().toFile(), new char[0]);
        }
        return options.build();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CLOSING);
        var _ = resources.shutdown(0, CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }
}
