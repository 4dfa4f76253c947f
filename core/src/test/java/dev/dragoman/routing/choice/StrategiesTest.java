package dev.dragoman.routing.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.AttemptListener.Ending;
import dev.dragoman.routing.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StrategiesTest {

    private static final int TIMES = 3000;
    private static final long SECOND = 1_000_000_000L;

    private final Deployment a = Group.deployment("a");
    private final Deployment b = Group.deployment("b");
    private final Deployment c = Group.deployment("c");
    private final List<Deployment> all = List.of(a, b, c);
    private final Random random = new Random(7);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theLeastBusyIsChosenAndAmongEqualsAny() {
        InFlight busy = new InFlight();
        LeastBusy strategy = new LeastBusy(busy, random);
        busy.began(a, Group.question(false));

        Map<String, Integer> picks = Group.picks(strategy, all, false, TIMES);

        assertThat(picks).containsOnlyKeys("b", "c");
        assertThat(picks.get("b")).isCloseTo(TIMES / 2, within(TIMES / 15));
    }

    @Test
    void aCallIsInFlightUntilItHasEnded() {
        InFlight busy = new InFlight();
        busy.began(a, Group.question(true));
        busy.began(a, Group.question(true));
        busy.ended(a, Group.question(true), failed(SECOND));

        assertThat(busy.inFlight("a")).isEqualTo(1);
        assertThat(busy.inFlight("b")).isZero();
    }

    @Test
    void callsThatBeganBeforeTheCountAreNotCountedDown() {
        InFlight busy = new InFlight();
        busy.ended(a, Group.question(false), failed(SECOND));

        assertThat(busy.inFlight("a")).isZero();
    }

    @Test
    void theLeastUsedOfTheMinuteIsChosen() {
        AtomicLong millis = new AtomicLong();
        MinuteUsage usage = new MinuteUsage(() -> Instant.ofEpochMilli(millis.get()));
        LeastUsed strategy = new LeastUsed(usage, random);
        usage.add("a", 10);
        usage.add("b", 5);
        usage.add("c", 7);

        assertThat(Group.picks(strategy, all, false, 10)).containsOnlyKeys("b");
        millis.set(60_000);
        Map<String, Integer> nextMinute = Group.picks(strategy, all, false, TIMES);

        assertThat(nextMinute).containsOnlyKeys("a", "b", "c");
        assertThat(nextMinute.values()).allSatisfy(n -> assertThat(n).isCloseTo(TIMES / 3, within(TIMES / 15)));
    }

    @Test
    void theCheapestIsChosenTheFirstOfSeveralAndUnknownPricesLast() {
        Map<String, Double> prices = Map.of("a", Double.NaN, "b", 2.0, "c", 2.0);
        Cheapest strategy = new Cheapest(deployment -> prices.getOrDefault(deployment.id(), Double.NaN));

        assertThat(Group.picks(strategy, all, false, 10)).containsOnlyKeys("b");
        assertThat(Group.picks(strategy, List.of(a), false, 1)).containsOnlyKeys("a");
    }

    @Test
    void oneWithoutSamplesIsTriedFirst() {
        Paces paces = paces(PaceRules.DEFAULTS);
        paces.ended(a, Group.question(false), answered(SECOND, 10));

        assertThat(Group.picks(fastest(paces, PaceRules.DEFAULTS), List.of(a, b), false, 10))
                .containsOnlyKeys("b");
    }

    @Test
    void theFastestForATokenIsChosen() {
        Paces paces = paces(PaceRules.DEFAULTS);
        paces.ended(a, Group.question(false), answered(10 * SECOND, 1000));
        paces.ended(b, Group.question(false), answered(SECOND, 10));

        assertThat(Group.picks(fastest(paces, PaceRules.DEFAULTS), List.of(a, b), false, 10))
                .containsOnlyKeys("a");
    }

    @Test
    void streamsAreComparedByTheirFirstEventAlone() {
        Paces paces = paces(PaceRules.DEFAULTS);
        paces.ended(a, Group.question(true), streamed(SECOND));
        paces.ended(b, Group.question(true), streamed(2 * SECOND));
        paces.ended(a, Group.question(false), answered(90 * SECOND, 10));
        paces.ended(b, Group.question(false), answered(SECOND, 10));
        Fastest strategy = fastest(paces, PaceRules.DEFAULTS);

        assertThat(Group.picks(strategy, List.of(a, b), true, 10)).containsOnlyKeys("a");
        assertThat(Group.picks(strategy, List.of(a, b), false, 10)).containsOnlyKeys("b");
    }

    @Test
    void thoseWithinTheBufferAreChosenAlike() {
        PaceRules rules = new PaceRules(Duration.ofHours(1), 0.5, 10);
        Paces paces = paces(rules);
        paces.ended(a, Group.question(true), streamed(10 * SECOND));
        paces.ended(b, Group.question(true), streamed(15 * SECOND));
        paces.ended(c, Group.question(true), streamed(16 * SECOND));

        Map<String, Integer> picks = Group.picks(fastest(paces, rules), all, true, TIMES);

        assertThat(picks).containsOnlyKeys("a", "b");
        assertThat(picks.get("a")).isCloseTo(TIMES / 2, within(TIMES / 15));
    }

    @Test
    void onlyTheNewestSamplesCountAndOnlyForTheirTime() {
        PaceRules rules = new PaceRules(Duration.ofSeconds(60), 0, 2);
        Paces paces = paces(rules);
        paces.ended(a, Group.question(true), streamed(100 * SECOND));
        paces.ended(a, Group.question(true), streamed(2 * SECOND));
        paces.ended(a, Group.question(true), streamed(4 * SECOND));

        assertThat(paces.seconds("a", true)).isEqualTo(3);
        nanos.set(60 * SECOND);
        assertThat(paces.seconds("a", true)).isZero();
    }

    @Test
    void aTimeoutIsPunishedAndOtherFailuresAreNot() {
        Paces paces = paces(PaceRules.DEFAULTS);
        paces.ended(a, Group.question(false), new Ending(new TimeoutException("x"), false, Usage.NONE, SECOND, -1));
        paces.ended(b, Group.question(false), failed(SECOND));

        assertThat(paces.seconds("a", false)).isEqualTo(1000);
        assertThat(paces.seconds("b", false)).isZero();
    }

    private Paces paces(PaceRules rules) {
        return new Paces(nanos::get, () -> rules);
    }

    private Fastest fastest(PaceBook paces, PaceRules rules) {
        return new Fastest(paces, rules, random);
    }

    private static Ending failed(long nanos) {
        return new Ending(new InternalServerException("x"), false, Usage.NONE, nanos, -1);
    }

    private static Ending answered(long nanos, long tokens) {
        return new Ending(null, true, Usage.of(5, tokens), nanos, nanos);
    }

    private static Ending streamed(long firstNanos) {
        return new Ending(null, true, Usage.of(5, 10), firstNanos * 3, firstNanos);
    }
}
