package dev.dragoman.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Several instances that share their limits through a real Redis, each with a connection of its own. */
final class Fleet implements AutoCloseable {

    /** As in production but for the deadline: the machine may be busy. */
    static final Pace LONG = Pace.of(Duration.ofSeconds(60));

    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final int CALLERS = 32;

    final RedisServer server = RedisServer.start();
    private final Pace pace;
    private final List<Redis> connections = new ArrayList<>();
    private final List<Limiter> limiters = new ArrayList<>();

    Fleet(int instances, Pace pace) {
        this.pace = pace;
        for (int i = 0; i < instances; i++) {
            connections.add(Redis.connect(server.settings(), DEADLINE));
        }
        limiters.add(limiter(0, pace));
        limiters.addAll(IntStream.range(1, instances)
                .parallel()
                .mapToObj(i -> limiter(i, pace))
                .toList());
    }

    private Limiter limiter(int i, Pace pace) {
        return Limiter.shared(connections.get(i), "instance-" + i, pace, LimitListener.NONE, System::nanoTime);
    }

    Limiter get(int instance) {
        return limiters.get(instance);
    }

    Limiter any() {
        return limiters.get(ThreadLocalRandom.current().nextInt(limiters.size()));
    }

    /** Waits until every instance knows all others. */
    Fleet acquainted() throws InterruptedException {
        Thread.sleep(pace.beat().multipliedBy(3));
        return this;
    }

    /** Ends an instance in such a way that it gives nothing back and no sign of life any more. */
    void crash(int instance) {
        connections.get(instance).close();
    }

    /** How many of so many calls pass that are made side by side. */
    static long offered(long calls, Callable<Boolean> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> shares = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                shares.add(threads.submit(() -> {
                    long passed = 0;
                    for (long made = 0; made <= calls / CALLERS; made++) {
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

    /** How many of the calls pass that are made side by side until then, with a breath between them. */
    static long offeredUntil(long endNanos, Callable<Boolean> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> shares = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                shares.add(threads.submit(() -> {
                    long passed = 0;
                    while (System.nanoTime() < endNanos) {
                        passed += call.call() ? 1 : 0;
                        LockSupport.parkNanos(1_000_000);
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

    /** Waits until a little after the next turn of the clock by which shares are counted; when its window is mostly over. */
    static long middleOfNextTurn(Duration window) {
        long millis = window.toMillis();
        long left = millis - System.currentTimeMillis() % millis + millis / 20;
        long begun = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
        while (System.nanoTime() < begun) {
            LockSupport.parkNanos(begun - System.nanoTime());
        }
        return begun + window.toNanos() * 6 / 10;
    }

    /** Makes calls until so many have passed. */
    static void awaitPassing(int times, Callable<Boolean> call) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int passed = 0;
        while (passed < times) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            passed += call.call() ? 1 : 0;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Override
    public void close() {
        server.thaw();
        limiters.forEach(Limiter::close);
        connections.parallelStream().forEach(Redis::close);
        server.close();
    }
}
