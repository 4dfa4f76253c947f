package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.ask;
import static dev.dragoman.gateway.limit.Calls.passes;
import static dev.dragoman.gateway.limit.Fleet.offered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.config.RedisSettings;
import dev.dragoman.gateway.redis.Clusters;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Descriptors of one call that live on different servers of a cluster. */
final class ClusterLimitsTest {

    private static final int SERVERS = 3;
    private static final Duration DEADLINE = Duration.ofMillis(500);

    @Test
    void limitsHoldOverAllServers() throws Exception {
        List<RedisServer> servers = new ArrayList<>();
        try {
            for (int i = 0; i < SERVERS; i++) {
                servers.add(RedisServer.start("--cluster-enabled", "yes"));
            }
            Clusters.join(servers);
            try (Redis one = connected(servers.getFirst());
                    Redis two = connected(servers.getFirst());
                    Limiter here = limiter(one, "here");
                    Limiter there = limiter(two, "there")) {
                for (int i = 0; i < 8; i++) { // several, to be sure that not all live on one server
                    Limit key = new Limit("api_key", "k" + i, 60L, 1_000L, 100);
                    Limit team = new Limit("team", "t" + i, 20L, null, null);
                    List<Limiter> both = List.of(here, there);
                    assertThat(offered(200, () -> passes(any(both), key, team))).isEqualTo(20);
                    assertThat(ask(here, 981, key)).isNull();
                }
            }
        } finally {
            servers.forEach(RedisServer::close);
        }
    }

    private static Limiter any(List<Limiter> limiters) {
        return limiters.get(ThreadLocalRandom.current().nextInt(limiters.size()));
    }

    private static Limiter limiter(Redis redis, String name) {
        return Limiter.shared(redis, name, Duration.ofSeconds(60), LimitListener.NONE, System::nanoTime);
    }

    private static Redis connected(RedisServer server) {
        RedisSettings at = server.settings();
        return Redis.connect(
                new RedisSettings(
                        RedisSettings.Topology.CLUSTER,
                        at.nodes(),
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        at.connectTimeout()),
                DEADLINE);
    }
}
