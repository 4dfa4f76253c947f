package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.passes;
import static dev.dragoman.gateway.limit.Calls.requests;
import static dev.dragoman.gateway.limit.Fleet.offered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis that stops or goes away. */
@Timeout(120)
final class SilentRedisTest {

    private static final int INSTANCES = 4;

    /** What a call may take at most, on a machine that is busy with other things. */
    private static final long BOUND = TimeUnit.SECONDS.toNanos(5);

    private final AtomicLong slowest = new AtomicLong();

    private boolean timed(Limiter limiter, Limit limit) {
        long begun = System.nanoTime();
        boolean passed = passes(limiter, limit);
        slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
        return passed;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasHandedOutIsUsedAndNoMore(boolean killed) throws Exception {
        try (Fleet fleet = new Fleet(INSTANCES, Fleet.LONG).acquainted()) {
            Limit limit = requests("k", 1_000);
            long before = offered(600, () -> timed(fleet.any(), limit));
            silence(fleet, killed);
            long after = offered(2_000, () -> timed(fleet.any(), limit));

            assertThat(before).isBetween(600L, 640L);
            assertThat(before + after).isLessThanOrEqualTo(1_000);
            assertThat(offered(300, () -> timed(fleet.any(), requests("unknown", 1_000))))
                    .as("others may have been handed what is not known here")
                    .isZero();
        }
        assertThat(slowest.get()).isLessThan(BOUND);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsAloneGoesOn(boolean killed) throws Exception {
        try (Fleet fleet = new Fleet(1, Fleet.LONG)) {
            Limit limit = requests("k", 1_000);
            long before = offered(320, () -> timed(fleet.get(0), limit));
            silence(fleet, killed);
            long after = offered(2_000, () -> timed(fleet.get(0), limit));

            assertThat(before + after).isEqualTo(1_000);
            assertThat(offered(3_000, () -> timed(fleet.get(0), requests("unknown", 1_000))))
                    .isEqualTo(1_000);
            fleet.server.thaw();
            if (!killed) {
                Thread.sleep(1_500);
                assertThat(offered(200, () -> timed(fleet.get(0), limit))).isZero();
            }
        }
        assertThat(slowest.get()).isLessThan(BOUND);
    }

    @Test
    void withoutRedisFromTheBeginningEverythingIsItsOwn() throws Exception {
        RedisServer server = RedisServer.start();
        server.kill();
        try (Redis redis = Redis.connect(server.settings());
                Limiter limiter =
                        Limiter.shared(redis, "only", Duration.ofSeconds(60), LimitListener.NONE, System::nanoTime)) {
            assertThat(offered(300, () -> passes(limiter, requests("k", 100)))).isEqualTo(100);
        }
    }

    private static void silence(Fleet fleet, boolean killed) {
        if (killed) {
            fleet.server.kill();
        } else {
            fleet.server.freeze();
        }
    }
}
