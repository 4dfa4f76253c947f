package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.Usage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two attempts side by side: the second begins when the first lets wait, the first to answer is the answer, and the other is given
 * up at once. The first runs on the thread of the call, the second on one of its own, which ends soon after the call is answered.
 */
final class Hedging {

    private final Side first;
    private final Attempt attempt;
    private final HedgeListener listener;
    private final Source source;
    private final Cancellation ofFirst = new Cancellation();
    private final Cancellation ofSecond = new Cancellation();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final AtomicReference<@Nullable Place> winner = new AtomicReference<>();
    private final CompletableFuture<Outcome> second = new CompletableFuture<>();
    private volatile @Nullable Side other;

    /**
     * A call's attempts that have not begun.
     *
     * @param attempt the circumstances of the first
     */
    Hedging(Source source, Side first, Attempt attempt, HedgeListener listener) {
        this.source = source;
        this.first = first;
        this.attempt = attempt;
        this.listener = listener;
    }

    private enum Place {
        FIRST,
        SECOND
    }

    private enum State {
        WAITING,
        BEGUN,
        OFF
    }

    /**
     * One of the two.
     *
     * @param began when, on the scale of the router's clock
     * @param ask asks it until the cancellation says otherwise
     */
    record Side(Deployment deployment, long began, Asking ask) {}

    /** Is told of an attempt that failed beside the one that decides, on the thread of the call. */
    @FunctionalInterface
    interface Beside {

        void failed(Side side, LlmException failure);
    }

    /** Asks a deployment. */
    @FunctionalInterface
    interface Asking {

        CallAnswer until(Cancellation end);
    }

    /** How the second attempt ended; exactly one of the two is there. */
    private record Outcome(
            @Nullable CallAnswer answer, @Nullable RuntimeException failure) {}

    /**
     * The first answer there is.
     *
     * @param patience waits before the second attempt; false when that is not needed any more
     * @param others who is asked then; null when nobody may be
     * @param beside takes up the failure of an attempt when the other one decides
     * @throws LlmException the first attempt's failure, when no second answers
     */
    CallAnswer answer(Patience patience, Supplier<@Nullable Side> others, Beside beside) {
        Cancellation client = attempt.cancellation();
        client.onCancel(ofFirst::cancel);
        client.onCancel(ofSecond::cancel);
        Thread.ofVirtual().start(() -> besides(patience, others));
        try {
            return firstAnswered(first.ask().until(ofFirst), beside);
        } catch (LlmException failure) {
            return firstFailed(failure, beside);
        } catch (UpstreamException givenUp) {
            if (winner.get() == null) {
                ofSecond.cancel();
                throw givenUp;
            }
            listener.lost(first.deployment(), source, Usage.NONE);
            return secondsAnswer();
        }
    }

    /** Waits before the second attempt. */
    @FunctionalInterface
    interface Patience {

        boolean until(Attempt attempt);
    }

    private CallAnswer firstAnswered(CallAnswer answer, Beside beside) {
        if (!winner.compareAndSet(null, Place.FIRST)) {
            listener.lost(first.deployment(), source, Discarded.usage(answer));
            return secondsAnswer();
        }
        state.compareAndSet(State.WAITING, State.OFF);
        ofSecond.cancel();
        Side asked = other;
        if (state.get() == State.BEGUN && asked != null) {
            noteFailureOf(asked, second.getNow(new Outcome(answer, null)), beside);
            listener.hedged(first.deployment(), asked.deployment(), false);
        }
        return answer;
    }

    private CallAnswer firstFailed(LlmException failure, Beside beside) {
        if (state.compareAndSet(State.WAITING, State.OFF)) {
            ofSecond.cancel();
            throw failure;
        }
        Outcome outcome = second.join();
        Side asked = other;
        if (asked == null) {
            throw failure;
        }
        if (outcome.answer() != null) {
            beside.failed(first, failure);
            return secondsAnswer();
        }
        noteFailureOf(asked, outcome, beside);
        listener.hedged(first.deployment(), asked.deployment(), false);
        if (outcome.failure() instanceof UpstreamException left) {
            throw left;
        }
        throw failure;
    }

    private CallAnswer secondsAnswer() {
        CallAnswer answer = second.join().answer();
        Side asked = other;
        if (answer == null || asked == null) {
            throw new IllegalStateException("the second attempt won without an answer (expected: one)");
        }
        listener.hedged(first.deployment(), asked.deployment(), true);
        return answer;
    }

    private static void noteFailureOf(Side side, Outcome outcome, Beside beside) {
        if (outcome.failure() instanceof LlmException failed) {
            beside.failed(side, failed);
        }
    }

    /** The second attempt, on a thread of its own. */
    private void besides(Patience patience, Supplier<@Nullable Side> others) {
        try {
            Side side = patience.until(attempt.until(ofSecond)) ? others.get() : null;
            if (side == null || !begins(side)) {
                state.compareAndSet(State.WAITING, State.OFF);
                second.complete(new Outcome(null, null));
                return;
            }
            secondAnswered(side, side.ask().until(ofSecond));
        } catch (RuntimeException failure) {
            Side asked = other;
            if (failure instanceof UpstreamException && asked != null && winner.get() == Place.FIRST) {
                listener.lost(asked.deployment(), source, Usage.NONE);
            }
            second.complete(new Outcome(null, failure));
        } finally {
            second.complete(new Outcome(null, null)); // never leaves the call waiting
        }
    }

    private boolean begins(Side side) {
        other = side;
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    private void secondAnswered(Side side, CallAnswer answer) {
        if (winner.compareAndSet(null, Place.SECOND)) {
            second.complete(new Outcome(answer, null));
            ofFirst.cancel();
        } else {
            listener.lost(side.deployment(), source, Discarded.usage(answer));
            second.complete(new Outcome(null, null));
        }
    }
}
