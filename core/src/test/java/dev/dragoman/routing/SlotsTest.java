package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.routing.Slots.Patience;
import dev.dragoman.routing.Slots.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SlotsTest {

    private static final Strategy SHUFFLE = new Shuffle(new Random(5));

    private final Slots slots = new Slots(System::nanoTime, 1000);
    private final Deployment one = deployment("one", 1);
    private final Deployment two = deployment("two", 2);

    @Test
    void aFullDeploymentIsAvoidedWhileAnotherIsFree() {
        List<Deployment> both = List.of(one, two);

        List<String> taken = List.of(take(both), take(both), take(both)).stream()
                .map(slot -> slot.deployment().id())
                .sorted()
                .toList();

        assertThat(taken).containsExactly("one", "two", "two");
    }

    @Test
    void aDeploymentWithoutALimitIsAlwaysFree() {
        Deployment any = deployment("any", null);
        take(List.of(one));

        for (int i = 0; i < 10; i++) {
            assertThat(take(List.of(one, any)).deployment()).isSameAs(any);
        }
    }

    @Test
    void thoseThatWaitAreServedByPriorityAndThenInTheirOrder() {
        BlockingQueue<String> served = new LinkedBlockingQueue<>();
        Slot held = take(List.of(one));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            int waiting = 0;
            for (String caller : List.of("5a", "0a", "5b", "-1a", "0b")) {
                int priority = Integer.parseInt(caller.substring(0, caller.length() - 1));
                callers.execute(() -> {
                    try (Slot slot = slots.take(List.of(one), SHUFFLE, Calls.openai(""), patience(priority))) {
                        served.add(caller + slot.deployment().id());
                    }
                });
                untilWaiting(++waiting);
            }
            held.close();
        }

        assertThat(new ArrayList<>(served)).containsExactly("-1aone", "0aone", "0bone", "5aone", "5bone");
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void aCallThatWaitsForSeveralGetsTheFirstThatIsFree() throws InterruptedException {
        Slot first = take(List.of(one));
        Slot second = take(List.of(two));
        Slot third = take(List.of(two));
        BlockingQueue<String> served = new LinkedBlockingQueue<>();
        Thread waiting = Thread.startVirtualThread(
                () -> served.add(take(List.of(one, two)).deployment().id()));
        untilWaiting(1);

        third.close();

        assertThat(served.poll(20, TimeUnit.SECONDS)).isEqualTo("two");
        waiting.join();
        first.close();
        second.close();
        assertThat(take(List.of(one)).deployment()).isSameAs(one);
    }

    @Test
    void aSlotIsGivenBackOnce() {
        Slot slot = take(List.of(one));
        slot.close();
        slot.close();
        take(List.of(one));

        assertThat(slots.tryTake(List.of(one), SHUFFLE, Calls.openai(""))).isNull();
    }

    @Test
    void whoWaitsTooLongIsTold() {
        take(List.of(one));
        Patience none = new Patience(0, Deadline.after(Duration.ofMillis(5), System.nanoTime()), Cancellation.never());

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> slots.take(List.of(one), SHUFFLE, Calls.openai(""), none))
                .withMessageContaining("all deployments of model=alias are busy (max_parallel_requests: 1");
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void noMoreThanSoManyWait() {
        Slots few = new Slots(System::nanoTime, 0);
        few.take(List.of(one), SHUFFLE, Calls.openai(""), patience(0));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> few.take(List.of(one), SHUFFLE, Calls.openai(""), patience(0)))
                .satisfies(refused -> assertThat(refused.detail().retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void aCallThatIsGivenUpLeavesTheQueue() throws InterruptedException {
        Slot held = take(List.of(one));
        Cancellation cancellation = new Cancellation();
        BlockingQueue<UpstreamException.Kind> ended = new LinkedBlockingQueue<>();
        Thread.startVirtualThread(() -> {
            try {
                slots.take(List.of(one), SHUFFLE, Calls.openai(""), new Patience(0, Deadline.NONE, cancellation));
            } catch (UpstreamException left) {
                ended.add(left.kind());
            }
        });
        untilWaiting(1);

        cancellation.cancel();

        assertThat(ended.poll(20, TimeUnit.SECONDS)).isEqualTo(UpstreamException.Kind.CANCELLED);
        assertThat(slots.waiting()).isZero();
        held.close();
        assertThat(slots.tryTake(List.of(one), SHUFFLE, Calls.openai(""))).isNotNull();
    }

    @Test
    void neverAboveTheLimitNoSlotLeakedAndNobodyForgotten() {
        for (int seed = 0; seed < 5; seed++) {
            storm(new Random(seed));
        }
    }

    /** Many callers with random wishes: some in a hurry, some that leave, some that fail. */
    private static void storm(Random random) {
        Slots slots = new Slots(System::nanoTime, 100_000);
        List<Deployment> all = List.of(deployment("a", 1), deployment("b", 3), deployment("c", 7));
        Map<String, AtomicInteger> inside =
                Map.of("a", new AtomicInteger(), "b", new AtomicInteger(), "c", new AtomicInteger());
        AtomicInteger above = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2000; i++) {
                List<Deployment> wanted = all.subList(random.nextInt(3), 3);
                Cancellation cancellation = new Cancellation();
                boolean hurried = random.nextInt(10) == 0;
                Deadline deadline = hurried
                        ? Deadline.after(Duration.ofNanos(random.nextInt(2_000_000)), System.nanoTime())
                        : Deadline.NONE;
                Patience patience = new Patience(random.nextInt(3), deadline, cancellation);
                boolean leaves = random.nextInt(10) == 0;
                callers.execute(() -> {
                    try (Slot slot = slots.take(wanted, SHUFFLE, Calls.openai(""), patience)) {
                        Deployment deployment = slot.deployment();
                        AtomicInteger here = inside.getOrDefault(deployment.id(), above);
                        if (here.incrementAndGet() > deployment.turn().parallel()) {
                            above.incrementAndGet();
                        }
                        Thread.yield();
                        here.decrementAndGet();
                    } catch (TimeoutException | UpstreamException gone) {
                        // As it wished.
                    } finally {
                        ended.incrementAndGet();
                    }
                });
                if (leaves) {
                    callers.execute(cancellation::cancel);
                }
            }
        }
        assertThat(above).hasValue(0);
        assertThat(ended).hasValue(2000);
        assertThat(slots.waiting()).isZero();
        for (Deployment deployment : all) {
            for (int i = 0; i < deployment.turn().parallel(); i++) {
                assertThat(slots.tryTake(List.of(deployment), SHUFFLE, Calls.openai("")))
                        .isNotNull();
            }
            assertThat(slots.tryTake(List.of(deployment), SHUFFLE, Calls.openai("")))
                    .isNull();
        }
    }

    private Slot take(List<Deployment> candidates) {
        return slots.take(candidates, SHUFFLE, Calls.openai(""), patience(0));
    }

    private static Patience patience(int priority) {
        return new Patience(priority, Deadline.NONE, Cancellation.never());
    }

    private void untilWaiting(int calls) {
        while (slots.waiting() != calls) {
            Thread.yield();
        }
    }

    private static Deployment deployment(String id, @Nullable Integer parallel) {
        Deployment plain = Calls.deployment("openai", "model-1", "http://127.0.0.1:1");
        return new Deployment(
                id,
                plain.group(),
                plain.provider(),
                plain.target(),
                plain.defaults(),
                plain.policy(),
                plain.extraHeaders(),
                plain.extraBody(),
                plain.timeouts(),
                plain.share(),
                plain.endpoints(),
                new Deployment.Turn(1, null, null, parallel, null));
    }
}
