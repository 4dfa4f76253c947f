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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Redis that comes back with nothing. */
@Timeout(120)
final class ReturningRedisTest {

    private static final int INSTANCES = 4;
    private static final long LIMIT = 400;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Pace SHORT = new Pace(
            WINDOW, Duration.ofMillis(100), Duration.ofMillis(600), Duration.ofMillis(600), Duration.ofSeconds(8));

    @Test
    void whatWasLostIsNotHandedOutAgain() throws Exception {
        try (Fleet fleet = new Fleet(INSTANCES, Fleet.LONG).acquainted()) {
            Limit limit = requests("k", 200);
            awaitPassing(200, () -> passes(fleet.any(), limit));
            fleet.server.kill();
            fleet.server.restart();

            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            assertThat(offeredUntil(end, () -> passes(fleet.any(), limit))).isZero();
        }
    }

    @Test
    void whenRedisIsBackItHandsOutAgain() throws Exception {
        try (Fleet fleet = new Fleet(INSTANCES, SHORT).acquainted()) {
            Limit limit = requests("k", LIMIT);
            offered(LIMIT, () -> passes(fleet.any(), limit));
            fleet.server.kill();
            awaitPassing(1, () -> passes(fleet.any(), limit));
            fleet.server.restart();

            // Only what Redis hands out can be used by one instance alone.
            long best = 0;
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (best <= LIMIT / 2 && System.nanoTime() < patience) {
                long end = middleOfNextTurn(WINDOW);
                best = offeredUntil(end, () -> passes(fleet.get(0), limit));
                assertThat(best).isLessThanOrEqualTo(LIMIT);
            }
            assertThat(best).isGreaterThanOrEqualTo(LIMIT * 95 / 100);
        }
    }
}
