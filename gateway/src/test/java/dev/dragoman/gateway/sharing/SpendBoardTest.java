package dev.dragoman.gateway.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.config.BudgetPeriod;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What instances spend is added up exactly, whatever happens to Redis. */
final class SpendBoardTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final BudgetPeriod DAY = new BudgetPeriod(1, ChronoUnit.DAYS, "1d");
    private static final List<String> NAMES = List.of("provider_spend:openai:1d", "tag_spend:a:1d", "b", "c", "d");

    private final RedisServer server = RedisServer.start();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Redis> connections = new ArrayList<>();

    @AfterEach
    void stop() {
        ended.set(true);
        connections.forEach(Redis::close);
        server.close();
    }

    @Test
    void everyInstanceKnowsWhatAllSpent() {
        SpendBoard one = board("one");
        SpendBoard other = board("other");
        one.add("a", 5, DAY);
        other.add("a", 7, DAY);

        assertThat(one.spent("a")).as("at once").isGreaterThanOrEqualTo(5);
        until(() -> one.spent("a") == 12 && other.spent("a") == 12);
        SpendBoard later = board("later");
        until(() -> later.spent("a") == 12);
        assertThat(Duration.between(end(one), end(later)).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(end(one)).isAfter(InstantSource.system().instant().plus(Duration.ofHours(23)));
        assertThat(later.spent("unknown")).isZero();
    }

    @Test
    void aPeriodEndsForAllAndBeginsAnew() {
        BudgetPeriod moment = new BudgetPeriod(2, ChronoUnit.SECONDS, "2s");
        SpendBoard one = board("one");
        SpendBoard other = board("other");
        one.add("a", 5, moment);
        until(() -> other.spent("a") == 5);

        until(() -> one.spent("a") == 0 && other.spent("a") == 0);
        assertThat(one.end("a")).isNull();
        // At the very end of a period an amount may still count for it.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        other.add("a", 3, moment);
        until(() -> one.spent("a") == 3);
    }

    @Test
    void nothingIsLostOrCountedTwiceWhenRedisStopsAndGoes() throws InterruptedException {
        long seed = System.nanoTime();
        List<SpendBoard> boards = List.of(board("one"), board("two"), board("three"));
        AtomicLongArray expected = new AtomicLongArray(NAMES.size());
        List<Thread> spenders = new ArrayList<>();
        for (int i = 0; i < boards.size(); i++) {
            SpendBoard mine = boards.get(i);
            Random random = new Random(seed + i);
            spenders.add(Thread.ofVirtual().start(() -> spend(mine, random, expected)));
        }
        for (int i = 0; i < 2; i++) {
            server.freeze();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_300));
            server.thaw();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        for (Thread spender : spenders) {
            spender.join();
        }

        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            long sum = expected.get(i);
            until(() -> boards.stream().allMatch(board -> board.spent(name) >= sum));
            assertThat(boards).as("seed %d", seed).allMatch(board -> board.spent(name) == sum);
        }
        SpendBoard later = board("later");
        until(() -> later.spent(NAMES.getFirst()) == expected.get(0));
    }

    private static void spend(SpendBoard board, Random random, AtomicLongArray expected) {
        for (int i = 0; i < 3_000; i++) {
            int name = random.nextInt(NAMES.size());
            long amount = 1L + random.nextInt(1_000_000);
            board.add(NAMES.get(name), amount, DAY);
            expected.addAndGet(name, amount);
            LockSupport.parkNanos(random.nextInt(2_000_000));
        }
    }

    @Test
    void aSumThatRedisLostIsRestored() {
        SpendBoard one = board("one");
        SpendBoard other = board("other");
        one.add("a", 5, DAY);
        other.add("a", 7, DAY);
        until(() -> one.spent("a") == 12 && other.spent("a") == 12);

        server.kill();
        one.add("a", 100, DAY);
        assertThat(one.spent("a")).as("it goes on alone").isEqualTo(112);
        server.restart();

        until(() -> one.spent("a") == 112 && other.spent("a") == 112);
        SpendBoard later = board("later");
        until(() -> later.spent("a") == 112);
    }

    @Test
    void whatIsLeftIsHandedOverAtTheEnd() {
        SpendBoard one = board("one");
        ended.set(true);
        until(() -> one.spent("a") == 0);
        one.add("a", 5, DAY);
        one.close();

        SpendBoard later = board("later");
        later.close();
        assertThat(later.spent("a")).isZero();
        later.close();
        assertThat(later.spent("a")).isEqualTo(5);
    }

    @Test
    void withoutRedisEachAddsUpItsOwn() {
        server.kill();
        SpendBoard one = board("one");
        one.add("a", 5, DAY);
        one.add("a", 6, DAY);

        assertThat(one.spent("a")).isEqualTo(11);
        assertThat(board("other").spent("a")).isZero();
    }

    private java.time.Instant end(SpendBoard board) {
        return Objects.requireNonNull(board.end("a"));
    }

    private SpendBoard board(String name) {
        Redis redis = Redis.connect(server.settings());
        connections.add(redis);
        SpendBoard board = new SpendBoard(redis, name, InstantSource.system(), ended::get);
        board.start();
        return board;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
