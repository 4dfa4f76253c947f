package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.ask;
import static dev.dragoman.gateway.limit.Calls.parallel;
import static dev.dragoman.gateway.limit.Calls.passes;
import static dev.dragoman.gateway.limit.Fleet.awaitPassing;
import static dev.dragoman.gateway.limit.Fleet.offered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls at once of instances that share their limits through a real Redis. */
final class SharedSlotsTest {

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
    void neverMoreAtOnceThanAllowed() throws Exception {
        Fleet fleet = started(INSTANCES, Fleet.LONG);
        Limit limit = parallel("k", 9);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        long passed = offered(2_000, () -> {
            Limiter limiter = fleet.any();
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
        awaitPassing(9, () -> passes(fleet.any(), limit));
        assertThat(offered(40, () -> passes(fleet.any(), limit))).isZero();
    }

    @Test
    void slotsOfACrashedInstanceAreFreed() throws Exception {
        Fleet fleet = started(2, Fleet.LONG);
        Limit limit = parallel("k", 3);
        Limiter crashing = fleet.get(0);
        for (int i = 0; i < 3; i++) {
            assertThat(passes(crashing, limit)).isTrue();
        }
        assertThat(passes(fleet.get(1), limit)).isFalse();

        fleet.crash(0); // nothing is given back, and no sign of life is given any more
        long begun = System.nanoTime();
        awaitPassing(3, () -> passes(fleet.get(1), limit));

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
        Fleet fleet = started(2, quick);
        Limit limit = parallel("k", 1);
        assertThat(passes(fleet.get(0), limit)).isTrue();

        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);
        while (System.nanoTime() < end) {
            assertThat(passes(fleet.get(1), limit)).isFalse();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
