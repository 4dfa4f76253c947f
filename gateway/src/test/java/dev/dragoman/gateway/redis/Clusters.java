package dev.dragoman.gateway.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Makes a cluster of servers that were started for one. */
public final class Clusters {

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Clusters() {}

    /** Shares the keys among the servers, and returns when all know of it. */
    public static void join(List<RedisServer> servers) {
        for (int i = 0; i < servers.size(); i++) {
            try (Redis node = Redis.connect(servers.get(i).settings())) {
                awaitUp(node);
                node.call(PATIENCE, "CLUSTER", slots(i, servers.size()));
                for (RedisServer other : servers) {
                    node.call(
                            PATIENCE,
                            "CLUSTER",
                            Redis.bytes("MEET"),
                            Redis.bytes("127.0.0.1"),
                            Redis.bytes(Integer.toString(other.port())));
                }
            }
        }
        for (RedisServer server : servers) {
            try (Redis node = Redis.connect(server.settings())) {
                while (!isComplete(node, servers.size())) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    /** A server that was started a moment ago may not listen yet. */
    private static void awaitUp(Redis node) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                node.ping();
                return;
            } catch (RedisFailure notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static byte[][] slots(int index, int count) {
        int from = SLOTS * index / count;
        int to = SLOTS * (index + 1) / count;
        byte[][] arguments = new byte[to - from + 1][];
        arguments[0] = Redis.bytes("ADDSLOTS");
        for (int slot = from; slot < to; slot++) {
            arguments[slot - from + 1] = Redis.bytes(Integer.toString(slot));
        }
        return arguments;
    }

    private static boolean isComplete(Redis node, int count) {
        Object told = node.call(PATIENCE, "CLUSTER", Redis.bytes("INFO"));
        String info = told instanceof byte[] bytes ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8) : "";
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + count);
    }
}
