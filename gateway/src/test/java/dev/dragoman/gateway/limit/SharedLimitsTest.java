package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.ask;
import static dev.dragoman.gateway.limit.Calls.passes;
import static dev.dragoman.gateway.limit.Calls.passing;
import static dev.dragoman.gateway.limit.Calls.requests;
import static dev.dragoman.gateway.limit.Calls.tokens;
import static dev.dragoman.gateway.limit.Fleet.awaitPassing;
import static dev.dragoman.gateway.limit.Fleet.offered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of four instances that share their limits through a real Redis. */
final class SharedLimitsTest {

    private static final int INSTANCES = 4;

    private final List<Fleet> fleets = new ArrayList<>();

    @AfterEach
    void stop() {
        fleets.forEach(Fleet::close);
    }

    private Fleet started(int instances, Pace pace) {
        Fleet fleet = new Fleet(instances, pace);
        fleets.add(fleet);
        return fleet;
    }

    @Test
    void ofAHundredCallsAtOnceOnePassesAnywhere() throws Exception {
        Fleet fleet = started(INSTANCES, Fleet.LONG);
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            assertThat(passing(100, () -> passes(fleet.any(), requests(key, 1))))
                    .isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 60, 1_000, 20_000})
    void aLimitIsUsedUpAndNotExceeded(long limit) throws Exception {
        Fleet fleet = started(INSTANCES, Fleet.LONG);

        long passed = offered(limit * 2, () -> passes(fleet.any(), requests("k", limit)));

        assertThat(passed).isBetween((limit * 95 + 99) / 100, limit);
    }

    @Test
    void tokensAreUsedUpAndNotExceeded() throws Exception {
        Fleet fleet = started(INSTANCES, Fleet.LONG);
        Random random = new Random(7);
        AtomicInteger taken = new AtomicInteger();

        offered(4_000, () -> {
            int need;
            synchronized (random) {
                need = 20 + random.nextInt(80);
            }
            Limiter limiter = fleet.any();
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
        Fleet fleet = started(
                INSTANCES,
                new Pace(window, Duration.ofMillis(100), Duration.ofSeconds(2), window, window.multipliedBy(8)));
        for (int round = 0; round < 5; round++) {
            long begun = System.nanoTime();
            long passed = offered(1_500, () -> passes(fleet.any(), requests("k", 300)));
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
        Fleet fleet = started(INSTANCES, Fleet.LONG);
        Limit key = requests("k", 50);
        Limit team = new Limit("team", "t", 10L, null, null);

        assertThat(passing(300, () -> passes(fleet.any(), key, team))).isEqualTo(10);
        awaitPassing(40, () -> passes(fleet.any(), key));
        assertThat(offered(300, () -> passes(fleet.any(), key))).isZero();
    }
}
