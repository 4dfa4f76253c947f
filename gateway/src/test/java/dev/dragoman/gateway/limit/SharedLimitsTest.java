package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.ask;
import static dev.dragoman.gateway.limit.Calls.parallel;
import static dev.dragoman.gateway.limit.Calls.passes;
import static dev.dragoman.gateway.limit.Calls.passing;
import static dev.dragoman.gateway.limit.Calls.requests;
import static dev.dragoman.gateway.limit.Calls.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four instances that share their limits through a real Redis, each with a connection of its own. */
final class SharedLimitsTest {

    private static final int INSTANCES = 4;
    private static final Duration DEADLINE = Duration.ofMillis(500); // the machine may be busy
    private static final Pace LONG = Pace.of(Duration.ofSeconds(60));

    private final RedisServer server = RedisServer.start();
    private final List<Redis> connections = new ArrayList<>();
    private final List<Limiter> limiters = new ArrayList<>();

    @AfterEach
    void stop() {
        limiters.forEach(Limiter::close);
        connections.forEach(Redis::close);
        server.close();
    }

    private void start(int instances, Pace pace) {
        for (int i = 0; i < instances; i++) {
            Redis redis = Redis.connect(server.settings(), DEADLINE);
            connections.add(redis);
            limiters.add(Limiter.shared(redis, "instance-" + i, pace, LimitListener.NONE, System::nanoTime));
        }
    }

    private Limiter any() {
        return limiters.get(ThreadLocalRandom.current().nextInt(limiters.size()));
    }

    @Test
    void ofAHundredCallsAtOnceOnePassesAnywhere() throws Exception {
        start(INSTANCES, LONG);
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            assertThat(passing(100, () -> passes(any(), requests(key, 1)))).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 60, 1_000, 20_000})
    void aLimitIsUsedUpAndNotExceeded(long limit) throws Exception {
        start(INSTANCES, LONG);

        long passed = offered(limit * 2, () -> passes(any(), requests("k", limit)));

        assertThat(passed).isBetween((limit * 95 + 99) / 100, limit);
    }

    @Test
    void tokensAreUsedUpAndNotExceeded() throws Exception {
        start(INSTANCES, LONG);
        Random random = new Random(7);
        AtomicInteger taken = new AtomicInteger();

        offered(4_000, () -> {
            int need;
            synchronized (random) {
                need = 20 + random.nextInt(80);
            }
            Limiter limiter = any();
            Admission admission = ask(limiter, need, tokens("k", 100_000));
            if (admission != null) {
                int used = need - need / 4;
                taken.addAndGet(used);
                limiter.settle(admission, used);
            }
            return admission != null;
        });

        assertThat(taken.get()).isBetween(95_000, 100_000);
    }

    @Test
    void inNoWindowMoreThanAllowed() throws Exception {
        Duration window = Duration.ofSeconds(1);
        start(INSTANCES, new Pace(window, Duration.ofMillis(100), Duration.ofSeconds(2), window, window.multipliedBy(8)));
        for (int round = 0; round < 5; round++) {
            long begun = System.nanoTime();
            long passed = offered(1_500, () -> passes(any(), requests("k", 300)));
            if (System.nanoTime() - begun < window.toNanos()) {
                assertThat(passed).as("round %s", round).isBetween(285L, 300L);
            } else {
                assertThat(passed).as("round %s", round).isLessThanOrEqualTo(600L);
            }
            LockSupport.parkNanos(begun + window.toNanos() + TimeUnit.MILLISECONDS.toNanos(50) - System.nanoTime());
        }
    }

    @Test
    void aRefusedCallTakesNothingAnywhere() throws Exception {
        start(INSTANCES, LONG);
        Limit key = requests("k", 50);
        Limit team = new Limit("team", "t", 10L, null, null);

        assertThat(passing(300, () -> passes(any(), key, team))).isEqualTo(10);
        awaitTrue(() -> passes(any(), key), 40);
        assertThat(offered(300, () -> passes(any(), key))).isZero();
    }

    @Test
    void neverMoreAtOnceThanAllowed() throws Exception {
        start(INSTANCES, LONG);
        Limit limit = parallel("k", 9);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        long passed = offered(2_000, () -> {
            Limiter limiter = any();
            Admission admission = ask(limiter, 1, limit);
            if (admission == null) {
                return false;
            }
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1_000_000);
            inside.decrementAndGet();
            limiter.keep(admission);
            return true;
        });

        assertThat(most.get()).isBetween(5, 9);
        assertThat(passed).isGreaterThan(9);
        awaitTrue(() -> passes(any(), limit), 9);
        assertThat(offered(40, () -> passes(any(), limit))).isZero();
    }

    @Test
    void slotsOfACrashedInstanceAreFreed() {
        start(2, LONG);
        Limit limit = parallel("k", 3);
        Limiter crashing = limiters.getFirst();
        for (int i = 0; i < 3; i++) {
            assertThat(passes(crashing, limit)).isTrue();
        }
        assertThat(passes(limiters.getLast(), limit)).isFalse();

        connections.getFirst().close(); // nothing is given back, and no sign of life is given any more
        long begun = System.nanoTime();
        awaitTrue(() -> passes(limiters.getLast(), limit), 3);

        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void slotsOfALongCallAreKept() {
        Pace quick = new Pace(
                Duration.ofSeconds(60),
                Duration.ofMillis(50),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(800));
        start(2, quick);
        Limit limit = parallel("k", 1);
        assertThat(passes(limiters.getFirst(), limit)).isTrue();

        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);
        while (System.nanoTime() < end) {
            assertThat(passes(limiters.getLast(), limit)).isFalse();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** How many of so many calls pass that are made side by side, many to each instance. */
    private static long offered(long calls, Callable<Boolean> call) throws Exception {
        int callers = 32;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> shares = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                long share = calls / callers + 1;
                shares.add(threads.submit(() -> {
                    long passed = 0;
                    for (long made = 0; made < share; made++) {
                        passed += call.call() ? 1 : 0;
                    }
                    return passed;
                }));
            }
            long passed = 0;
            for (Future<Long> share : shares) {
                passed += share.get();
            }
            return passed;
        }
    }

    private static void awaitTrue(Callable<Boolean> call, int times) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int found = 0;
        while (found < times) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            try {
                found += call.call() ? 1 : 0;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
