package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.error.InternalServerException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.Usage;
import dev.dragoman.testkit.FakeAnthropic;
import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second attempt beside a first that lets wait. */
final class HedgingTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeOpenAi slow = FakeOpenAi.start();
    private final FakeAnthropic quick = FakeAnthropic.start();
    private final Journal journal = new Journal();
    private final List<Attempted> failed = new ArrayList<>();
    private final Deployment first = hedged(Calls.deployment("openai", slow), 50);
    private final Deployment second = Calls.deployment("anthropic", quick);
    // Until the first has been asked, so that there is something to hang up on.
    private Pause patience = (nanos, attempt) -> asked();

    @AfterEach
    void stop() {
        slow.close();
        quick.close();
    }

    @Test
    void theSecondAnswersAndTheFirstIsHungUpOn() {
        slow.answersWith(call -> Answer.fault(Fault.hang()));

        CallAnswer answer = ask(Calls.openai(""));

        assertThat(answer.info().deployment()).isSameAs(second);
        assertThat(slow.lastRequest().clientGone(SOON)).isTrue();
        assertThat(journal.hedges).containsExactly("second won");
        assertThat(journal.lost).containsExactly(first.id());
        assertThat(failed).isEmpty();
        journal.awaitEnds(2);
    }

    @Test
    void theFirstEventOfAStreamDecides() {
        slow.answersWith(call -> Answer.text("one two three").with(Fault.hang()));
        quick.answersWith(call -> Answer.text("one two three").streamed(Streaming.every(Duration.ofMillis(5))));

        CallAnswer.Events answer = (CallAnswer.Events) ask(Calls.openai(",'stream':true"));

        List<String> events = new ArrayList<>();
        try (EventStream stream = answer.stream()) {
            while (stream.next(event -> events.add(event.text()))) {
                // Each pull adds what came.
            }
        }
        assertThat(answer.info().deployment()).isSameAs(second);
        assertThat(String.join("", events)).contains("three");
        assertThat(slow.lastRequest().clientGone(SOON)).isTrue();
        journal.awaitEnds(2);
    }

    @Test
    void theFirstMayStillWinAndTheSecondIsHungUpOn() {
        CountDownLatch asked = new CountDownLatch(1);
        slow.answersWith(call -> {
            await(asked);
            return Answer.text("after all");
        });
        quick.answersWith(call -> {
            asked.countDown();
            return Answer.fault(Fault.hang());
        });

        CallAnswer answer = ask(Calls.openai(""));

        assertThat(answer.info().deployment()).isSameAs(first);
        assertThat(quick.lastRequest().clientGone(SOON)).isTrue();
        assertThat(journal.hedges).containsExactly("first won");
        journal.awaitEnds(2);
        journal.awaitLost(second.id());
    }

    @Test
    void whoAnswersInTimeIsAskedAlone() {
        patience = new CancellablePause(System::nanoTime);
        Deployment patient = withHedge(Calls.deployment("openai", slow), Duration.ofHours(1), 50);

        CallAnswer answer = router().ask(Calls.openai(""), route(patient, second), attempts(), failed);

        assertThat(answer.info().deployment()).isSameAs(patient);
        assertThat(quick.requests()).isEmpty();
        assertThat(journal.hedges).isEmpty();
    }

    @Test
    void theFirstFailsWhileTheSecondRuns() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch failedFirst = new CountDownLatch(1);
        slow.answersWith(call -> {
            await(asked);
            return Answer.error(ErrorKind.SERVER_ERROR);
        });
        quick.answersWith(call -> {
            asked.countDown();
            await(failedFirst);
            return Answer.text("here");
        });
        journal.onFailure = failedFirst::countDown;

        CallAnswer answer = ask(Calls.openai(""));

        assertThat(answer.info().deployment()).isSameAs(second);
        assertThat(failed)
                .singleElement()
                .satisfies(one -> assertThat(one.deployment()).isSameAs(first));
        assertThat(slow.requests()).hasSize(1);
        journal.awaitEnds(2);
    }

    @Test
    void bothFail() {
        CountDownLatch asked = new CountDownLatch(1);
        slow.answersWith(call -> {
            await(asked);
            return Answer.error(ErrorKind.SERVER_ERROR);
        });
        quick.answersWith(call -> {
            asked.countDown();
            return Answer.error(ErrorKind.OVERLOADED);
        });

        assertThatExceptionOfType(InternalServerException.class).isThrownBy(() -> ask(Calls.openai("")));
        assertThat(failed).extracting(Attempted::deployment).containsExactlyInAnyOrder(first, second);
        journal.awaitEnds(2);
    }

    @Test
    void aClientThatLeavesTakesBothWithIt() throws InterruptedException {
        slow.answersWith(call -> Answer.fault(Fault.hang()));
        quick.answersWith(call -> Answer.fault(Fault.hang()));
        Cancellation client = new Cancellation();
        CompletableFuture<CallAnswer> call = CompletableFuture.supplyAsync(
                () -> router().ask(
                                Calls.openai(""),
                                route(first, second),
                                attempts(Calls.attempt(ParameterPolicy.STRICT, Duration.ZERO, client)),
                                failed),
                task -> Thread.ofVirtual().start(task));
        RecordedRequest one = slow.takeRequest(SOON);
        RecordedRequest other = quick.takeRequest(SOON);

        client.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(UpstreamException.class);
        assertThat(one.clientGone(SOON)).isTrue();
        assertThat(other.clientGone(SOON)).isTrue();
        journal.awaitEnds(2);
        assertThat(journal.lost).isEmpty();
    }

    @Test
    void notMoreCallsThanAllowedAreDoubled() {
        slow.answersWith(call -> Answer.text("late").with(Fault.delay(Duration.ofMillis(300))));
        Deployment rarely = withHedge(Calls.deployment("openai", slow), Duration.ZERO, 0);

        CallAnswer answer = router().ask(Calls.openai(""), route(rarely, second), attempts(), failed);

        assertThat(answer.info().deployment()).isSameAs(rarely);
        assertThat(quick.requests()).isEmpty();
    }

    @Test
    void whatRunsInTheBackgroundIsNotDoubled() {
        slow.answersWith(call -> Answer.text("late").with(Fault.delay(Duration.ofMillis(300))));

        Source background = new ChatSource(
                Calls.dialect("openai"),
                Calls.openai("").body().with("background", dev.dragoman.json.JsonBoolean.TRUE),
                false);
        ParameterPolicy drops = new ParameterPolicy(true, List.of("background"), List.of());
        CallAnswer answer = router().ask(
                        background,
                        route(first, second),
                        attempts(Calls.attempt(drops, Duration.ZERO, Cancellation.never())),
                        failed);

        assertThat(answer.info().deployment()).isSameAs(first);
        assertThat(quick.requests()).isEmpty();
    }

    private boolean asked() {
        long end = System.nanoTime() + SOON.toNanos();
        while (slow.requests().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    private CallAnswer ask(Source source) {
        return router().ask(source, route(first, second), attempts(), failed);
    }

    private Router router() {
        return new Router(
                Calls.DISPATCHER,
                new Random(1),
                patience,
                System::nanoTime,
                new Cooldowns(System::nanoTime, CooldownListener.NONE),
                journal);
    }

    private static Route route(Deployment first, Deployment second) {
        return Route.any(List.of(first, second), (candidates, source) -> candidates.getFirst(), Retrying.times(0));
    }

    private Router.Attempts attempts() {
        return attempts(Calls.attempt());
    }

    private Router.Attempts attempts(Attempt attempt) {
        return new Router.Attempts() {

            @Override
            public Attempt on(Deployment deployment, boolean stream) {
                return attempt;
            }

            @Override
            public HedgeListener hedges() {
                return journal;
            }
        };
    }

    private static Deployment hedged(Deployment deployment, double percent) {
        return withHedge(deployment, Duration.ofMillis(5), percent);
    }

    private static Deployment withHedge(Deployment plain, Duration after, double percent) {
        return new Deployment(
                plain.id(),
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
                new Deployment.Turn(Integer.MAX_VALUE, null, null, null, new Deployment.Hedge(after, percent)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What was told of attempts. */
    private static final class Journal implements AttemptListener, HedgeListener {

        private final Queue<String> ends = new ConcurrentLinkedQueue<>();
        private final Queue<String> hedges = new ConcurrentLinkedQueue<>();
        private final Queue<String> lost = new ConcurrentLinkedQueue<>();
        private Runnable onFailure = () -> {};

        @Override
        public void began(Deployment deployment, Source source) {}

        @Override
        public synchronized void ended(Deployment deployment, Source source, Ending ending) {
            ends.add(deployment.id() + (ending.complete() ? " complete" : " not complete"));
            if (ending.failure() != null) {
                onFailure.run();
            }
            notifyAll();
        }

        @Override
        public void hedged(Deployment first, Deployment second, boolean secondWon) {
            hedges.add(secondWon ? "second won" : "first won");
        }

        @Override
        public synchronized void lost(Deployment loser, Source source, Usage usage) {
            lost.add(loser.id());
            notifyAll();
        }

        /** Waits until that many attempts have ended. */
        void awaitEnds(int count) {
            await(() -> ends.size() >= count);
            assertThat(ends).hasSize(count);
        }

        /** Waits until the attempt has lost. */
        void awaitLost(String id) {
            await(() -> lost.contains(id));
            assertThat(lost).containsExactly(id);
        }

        private synchronized void await(BooleanSupplier met) {
            long until = System.nanoTime() + SOON.toNanos();
            while (!met.getAsBoolean() && System.nanoTime() < until) {
                try {
                    wait(100);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
