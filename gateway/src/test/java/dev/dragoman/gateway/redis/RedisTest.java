package dev.dragoman.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.config.RedisSettings;
import dev.dragoman.gateway.web.netty.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, in every state it may be in. */
final class RedisTest {

    private static final long LOOK_NANOS = 5_000_000;
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);

    @Test
    void keepsWhatItIsTold() {
        try (RedisServer server = RedisServer.start();
                Redis redis = Redis.connect(server.settings())) {
            keeps(redis);
            assertThat(redis.get(List.of("other", "key"))).containsExactly(null, VALUE);
            assertThat(redis.delete(List.of("key", "other"))).isEqualTo(1);
            assertThat(redis.get("key")).isNull();
            assertThat(redis.info()).contains("redis_version");
            assertThat(redis.clients()).contains("addr=");
        }
    }

    @Test
    void answersAnyCommand() {
        try (RedisServer server = RedisServer.start();
                Redis redis = Redis.connect(server.settings(), Duration.ofSeconds(2))) {
            assertThat(redis.call("INCRBY", Redis.bytes("n"), Redis.bytes("7"))).isEqualTo(7L);
            assertThat(redis.call("LRANGE", Redis.bytes("none"), Redis.bytes("0"), Redis.bytes("1")))
                    .isEqualTo(List.of());
            assertThatThrownBy(() -> redis.call("NOSUCH"))
                    .isInstanceOf(RedisFailure.class)
                    .hasMessageContaining("unknown command");
            assertThat(redis.health().isUp()).isTrue();
        }
    }

    @Test
    void runsScripts() {
        RedisScript script = new RedisScript("redis.call('SET', KEYS[1], ARGV[1]) return {ARGV[1], 7}");
        List<String> keys = List.of("key");
        try (RedisServer server = RedisServer.start();
                Redis redis = Redis.connect(server.settings(), Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> redis.runKnown(script, keys, "a"))
                    .isInstanceOfSatisfying(
                            RedisFailure.class,
                            unknown -> assertThat(unknown.isUnknownScript()).isTrue());
            assertThat(redis.run(script, keys, "value")).containsExactly(VALUE, 7L);
            assertThat(redis.runKnown(script, keys, "other")).hasSize(2);
            redis.tellKnown(script, keys, "value");
            assertThat(redis.get("key")).isEqualTo(VALUE);
            redis.tell(script, keys, "told");
            assertThat(redis.get("key")).asString().isEqualTo("told");
        }
    }

    @Test
    void asksForThePassword() {
        try (RedisServer server = RedisServer.start("--requirepass", "secret");
                Redis locked = Redis.connect(server.settings());
                Redis open = Redis.connect(with(server, "secret", null))) {
            assertThat(locked.health().trouble()).contains("NOAUTH").doesNotContain("secret");
            keeps(open);
        }
    }

    @Test
    void encryptsWhereAsked(@TempDir Path folder) throws IOException {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        Certificates.generate("localhost").write(certificate, key);
        try (RedisServer server = RedisServer.startTls(certificate, key);
                Redis trusting =
                        Redis.connect(with(server, null, new RedisSettings.Tls(true, true, certificate, null, null)));
                Redis strict = Redis.connect(with(server, null, new RedisSettings.Tls(true, true, null, null, null)));
                Redis careless =
                        Redis.connect(with(server, null, new RedisSettings.Tls(false, false, null, null, null)))) {
            keeps(trusting);
            keeps(careless);
            assertThat(strict.health().isUp()).isFalse();
        }
    }

    @Test
    void findsTheServerThatSentinelsName() {
        try (RedisServer server = RedisServer.start();
                RedisServer sentinel = RedisServer.startSentinel("main", server);
                Redis redis = Redis.connect(new RedisSettings(
                        RedisSettings.Topology.SENTINEL,
                        List.of(new RedisSettings.Address("127.0.0.1", sentinel.port())),
                        null,
                        null,
                        0,
                        null,
                        "main",
                        null,
                        RedisSettings.CONNECT_TIMEOUT))) {
            keeps(redis);
        }
    }

    @Test
    void spreadsOverACluster() {
        List<RedisServer> servers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            servers.add(RedisServer.start("--cluster-enabled", "yes"));
        }
        try {
            Clusters.join(servers);
            try (Redis redis = Redis.connect(new RedisSettings(
                    RedisSettings.Topology.CLUSTER,
                    servers.stream()
                            .map(server -> new RedisSettings.Address("127.0.0.1", server.port()))
                            .toList(),
                    null,
                    null,
                    0,
                    null,
                    null,
                    null,
                    RedisSettings.CONNECT_TIMEOUT))) {
                List<String> keys = List.of("a", "b", "c", "d", "e");
                keys.forEach(key -> redis.put(key, VALUE, 0));
                await(() -> !redis.get(keys).contains(null));
                assertThat(redis.delete(keys)).isEqualTo(5);
            }
        } finally {
            servers.forEach(RedisServer::close);
        }
    }

    @Test
    void isNotAskedWhileItDoesNotAnswer() {
        try (RedisServer server = RedisServer.start();
                Redis redis = Redis.connect(server.settings())) {
            keeps(redis);
            server.freeze();
            await(() -> {
                assertThatThrownBy(() -> redis.get("key")).isInstanceOf(RedisFailure.class);
                return !redis.health().isUp();
            });
            redis.put("lost", VALUE, 0);
            assertThat(redis.dropped()).isEqualTo(1);

            server.thaw();
            await(() -> redis.health().isUp());
            assertThat(redis.get("key")).isEqualTo(VALUE);
        }
    }

    @Test
    void isFoundAgainAfterItsEnd() {
        try (RedisServer server = RedisServer.start();
                Redis redis = Redis.connect(server.settings())) {
            keeps(redis);
            server.kill();
            await(() -> {
                assertThatThrownBy(() -> redis.get("key")).isInstanceOf(RedisFailure.class);
                return !redis.health().isUp();
            });
            server.restart();
            await(() -> redis.health().isUp());
            keeps(redis);
        }
    }

    @Test
    void mayComeLater() {
        int port = RedisServer.freePort();
        try (Redis redis = Redis.connect(RedisSettings.at("127.0.0.1", port))) {
            assertThat(redis.health().trouble()).contains("cannot connect");
            try (RedisServer server = RedisServer.startOn(port)) {
                await(() -> redis.health().isUp());
                assertThat(server.port()).isEqualTo(port);
                keeps(redis);
            }
        }
    }

    private static void keeps(Redis redis) {
        redis.put("key", VALUE, 60_000);
        await(() -> redis.get("key") != null);
        assertThat(redis.get("key")).isEqualTo(VALUE);
    }

    private static RedisSettings with(RedisServer server, @Nullable String password, RedisSettings.@Nullable Tls tls) {
        return new RedisSettings(
                RedisSettings.Topology.SINGLE,
                List.of(new RedisSettings.Address("localhost", server.port())),
                null,
                password,
                0,
                tls,
                null,
                null,
                RedisSettings.CONNECT_TIMEOUT);
    }

    /** Looks until it is so; the time limit of tests ends what never comes. */
    private static void await(BooleanSupplier so) {
        while (!so.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
