package dev.dragoman.routing.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.RateLimitException;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Shuffle;
import dev.dragoman.routing.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WithinLimitsTest {

    private final AtomicLong millis = new AtomicLong(20_000);
    private final MinuteUsage usage = new MinuteUsage(() -> Instant.ofEpochMilli(millis.get()));
    private final AtomicInteger counted = new AtomicInteger();
    private final Strategy strategy = new WithinLimits(new Shuffle(new Random(3)), usage, (model, chat) -> {
        counted.incrementAndGet();
        return 4;
    });

    @Test
    void requestsOfAMinuteAreExact() {
        List<Deployment> group = List.of(Group.deployment("a", 3L, null), Group.deployment("b", 5L, null));

        Map<String, Integer> picks = Group.picks(strategy, group, false, 8);

        assertThat(picks).containsEntry("a", 3).containsEntry("b", 5);
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> strategy.pick(group, Group.question(false)))
                .withMessageContaining(
                        "No deployments available for selected model, Try again in 40 seconds. Passed model=chat")
                .withMessageContaining("a: RPM limit=3, current usage=3")
                .satisfies(refused -> assertThat(refused.detail().retryAfter()).isEqualTo(Duration.ofSeconds(40)));
        millis.set(60_000);
        assertThat(Group.picks(strategy, group, false, 8)).containsEntry("a", 3);
    }

    @Test
    void theOnlyDeploymentSaysWhichLimitItHasReached() {
        List<Deployment> group = List.of(Group.deployment("a", 1L, null));
        strategy.pick(group, Group.question(false));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> strategy.pick(group, Group.question(false)))
                .withMessageContaining("Model rate limit exceeded. RPM limit=1, current usage=1");
    }

    @Test
    void noMinuteHasMoreRequestsThanAllowedAlsoWhenTheyComeAtOnce() throws InterruptedException {
        List<Deployment> group = List.of(Group.deployment("a", 50L, null), Group.deployment("b", 70L, null));
        Map<String, AtomicInteger> picks = Map.of("a", new AtomicInteger(), "b", new AtomicInteger());
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                callers.execute(() -> {
                    awaited(start);
                    try {
                        picks.getOrDefault(
                                        strategy.pick(group, Group.question(false))
                                                .id(),
                                        refused)
                                .incrementAndGet();
                    } catch (RateLimitException full) {
                        refused.incrementAndGet();
                    }
                });
            }
            start.countDown();
        }

        assertThat(picks.get("a")).hasValue(50);
        assertThat(picks.get("b")).hasValue(70);
        assertThat(refused).hasValue(380);
    }

    @Test
    void aPromptIsCountedOnlyNearTheLimit() {
        Deployment wide = Group.deployment("a", null, 10_000L);
        strategy.pick(List.of(wide), Group.question(false));
        int far = counted.get();
        usage.add("a", 9_995);

        Deployment picked = strategy.pick(List.of(wide), Group.question(false));

        assertThat(far).isZero();
        assertThat(counted).hasValue(1);
        assertThat(picked).isSameAs(wide);
    }

    @Test
    void aPromptThatWouldExceedTheTokensGoesElsewhere() {
        Deployment narrow = Group.deployment("a", null, 10_000L);
        Deployment free = Group.deployment("b", null, 10_000L);
        usage.add("a", 9_997);

        assertThat(Group.picks(strategy, List.of(narrow, free), false, 20)).containsOnlyKeys("b");
        usage.add("b", 10_000);
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> strategy.pick(List.of(narrow, free), Group.question(false)))
                .withMessageContaining("b: TPM limit=10000, current usage=10000");
    }

    private static void awaited(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
