package dev.dragoman.gateway.limit;

import static dev.dragoman.gateway.limit.Calls.passes;
import static dev.dragoman.gateway.limit.Calls.requests;
import static dev.dragoman.gateway.limit.Fleet.awaitPassing;
import static dev.dragoman.gateway.limit.Fleet.middleOfNextTurn;
import static dev.dragoman.gateway.limit.Fleet.offered;
import static dev.dragoman.gateway.limit.Fleet.offeredUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.Limit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What instances do after a window without Redis. */
@Timeout(120)
final class SharesTest {

    private static final int INSTANCES = 4;
    private static final long LIMIT = 400;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Pace SHORT = new Pace(
            WINDOW, Duration.ofMillis(100), Duration.ofMillis(600), Duration.ofMillis(600), Duration.ofSeconds(8));

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
    void afterAWindowEachHasItsShare(boolean killed) throws Exception {
        try (Fleet fleet = new Fleet(INSTANCES, SHORT).acquainted()) {
            Limit limit = requests("k", LIMIT);
            Limit one = requests("one", 1);
            offered(LIMIT, () -> timed(fleet.any(), limit));
            silence(fleet, killed);
            awaitPassing(1, () -> timed(fleet.any(), one));
            for (int turn = 0; turn < 3; turn++) {
                long end = middleOfNextTurn(WINDOW);
                long few = offered(100, () -> timed(fleet.any(), one));
                long many = offeredUntil(end, () -> timed(fleet.any(), limit));
                if (System.nanoTime() < end + WINDOW.toNanos() / 3) {
                    assertThat(few).isOne();
                    assertThat(many).isBetween(LIMIT * 95 / 100, LIMIT);
                }
            }
        }
        assertThat(slowest.get()).isLessThan(BOUND);
    }

    private static void silence(Fleet fleet, boolean killed) {
        if (killed) {
            fleet.server.kill();
        } else {
            fleet.server.freeze();
        }
    }
}
