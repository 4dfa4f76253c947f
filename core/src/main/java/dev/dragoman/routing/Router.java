package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.UpstreamException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Chooses among the deployments of a group and tries again where that may help. Thread-safe. */
public final class Router {

    private final Dispatcher dispatcher;
    private final Backoff backoff;
    private final Pause pause;
    private final LongSupplier nanoClock;
    private final Cooldowns cooldowns;
    private final RetryBudget budget = new RetryBudget();
    private final HedgeBudget hedges = new HedgeBudget();
    private final AttemptListener listener;
    private final Slots slots;

    /**
     * A router.
     *
     * @param random draws jitter
     * @param pause waits between attempts
     * @param cooldowns leaves deployments alone that fail
     * @param listener is told of every attempt
     */
    public Router(
            Dispatcher dispatcher,
            RandomGenerator random,
            Pause pause,
            LongSupplier nanoClock,
            Cooldowns cooldowns,
            AttemptListener listener) {
        this.dispatcher = dispatcher;
        this.backoff = new Backoff(random);
        this.pause = pause;
        this.nanoClock = nanoClock;
        this.cooldowns = cooldowns;
        this.listener = listener;
        this.slots = new Slots(nanoClock);
    }

    /** A router that tells nobody. */
    public Router(Dispatcher dispatcher, RandomGenerator random, Pause pause, LongSupplier nanoClock) {
        this(
                dispatcher,
                random,
                pause,
                nanoClock,
                new Cooldowns(nanoClock, CooldownListener.NONE),
                AttemptListener.NONE);
    }

    /** Makes the attempt for a deployment: its time limits and parameter policy. */
    @FunctionalInterface
    public interface Attempts {

        Attempt on(Deployment deployment, boolean stream);

        /** Is told when two are asked side by side. */
        default HedgeListener hedges() {
            return HedgeListener.NONE;
        }
    }

    /** An answer, and the attempts that failed before it. */
    public record Routed(CallAnswer answer, List<Attempted> failed) {

        public Routed {
            failed = List.copyOf(failed);
        }

        /** How many attempts failed. */
        public int retries() {
            return failed.size();
        }
    }

    /**
     * Asks the candidates until one answers or retries are used up: those of the lowest order first, the next order when all of
     * one have failed.
     *
     * @param failed takes up the attempts that fail
     * @throws LlmException the last failure
     */
    public CallAnswer ask(Source source, Route route, Attempts attempts, List<Attempted> failed) {
        budget.earn();
        Run run = new Run(source, route, attempts, failed);
        try {
            return run.answer();
        } finally {
            run.end();
        }
    }

    /** One call on its way through its candidates. */
    private final class Run {

        private final Source source;
        private final Route route;
        private final Attempts attempts;
        private final List<Attempted> failed;
        private final Candidates candidates;
        private final Choice choice;
        private final CallMedia media = dispatcher.media();
        private boolean retrying;
        private @Nullable LlmException last;

        Run(Source source, Route route, Attempts attempts, List<Attempted> failed) {
            this.source = source;
            this.route = route;
            this.attempts = attempts;
            this.failed = failed;
            this.candidates = new Candidates(route.candidates(), route.retrying(), cooldowns);
            this.choice = new Choice(source, route, attempts, candidates, slots);
        }

        CallAnswer answer() {
            while (true) {
                Deployment deployment = choice.next(last);
                long began = nanoClock.getAsLong();
                Attempt attempt = attempt(deployment);
                try {
                    return hedged(deployment, attempt, began);
                } catch (LlmException failure) {
                    last = failure;
                    note(deployment, failure, began);
                    prepareNext(deployment, failure, attempt);
                }
            }
        }

        void end() {
            if (retrying) {
                retrying = false;
                budget.giveBack();
            }
        }

        private Attempt attempt(Deployment deployment) {
            try {
                return attempts.on(deployment, source.stream());
            } catch (RuntimeException | Error broken) {
                choice.release();
                throw broken;
            }
        }

        private void note(Deployment deployment, LlmException failure, long began) {
            failed.add(new Attempted(deployment, failure, nanoClock.getAsLong() - began));
            cooldowns.failed(deployment, failure, route.group(), route.cooldown());
        }

        /** One attempt; two side by side where the deployment wants that. */
        private CallAnswer hedged(Deployment deployment, Attempt attempt, long began) {
            AttemptListener told = choice.releasing(listener);
            Deployment.Hedge hedge = deployment.turn().hedge();
            List<Deployment> others =
                    hedge == null || !mayBeDoubled(source) ? List.of() : candidates.beside(deployment);
            if (hedge == null || others.isEmpty()) {
                return ask(deployment, attempt, began, media, told);
            }
            hedges.earn(hedge.mostPercent());
            Hedging.Side first =
                    new Hedging.Side(deployment, began, end -> ask(deployment, attempt.until(end), began, media, told));
            return new Hedging(source, first, attempt, attempts.hedges())
                    .answer(
                            waiting -> pause.nanos(hedge.after().toNanos(), waiting),
                            () -> other(others, hedge),
                            (side, failure) -> {
                                note(side.deployment(), failure, side.began());
                                candidates.failedBeside(side.deployment());
                            });
        }

        private Hedging.@Nullable Side other(List<Deployment> others, Deployment.Hedge hedge) {
            List<Deployment> usable = cooldowns.usable(others);
            Slots.Slot slot = usable.isEmpty() ? null : slots.tryTake(usable, route.strategy(), source);
            if (slot == null) {
                return null;
            }
            if (!hedges.take(hedge.mostPercent())) {
                slot.close();
                return null;
            }
            Deployment other = slot.deployment();
            AttemptListener told = Choice.releasing(listener, slot);
            Attempt attempt = attempts.on(other, source.stream());
            long began = nanoClock.getAsLong();
            // Media are kept for one thread.
            return new Hedging.Side(
                    other, began, end -> ask(other, attempt.until(end), began, dispatcher.media(), told));
        }

        private CallAnswer ask(
                Deployment deployment, Attempt attempt, long began, CallMedia media, AttemptListener told) {
            cooldowns.picked(deployment);
            told.began(deployment, source);
            try {
                CallAnswer answer = dispatcher.ask(source, deployment, attempt, media);
                cooldowns.succeeded(deployment, route.group().size(), route.cooldown());
                return Watched.of(answer, source, told, nanoClock, began);
            } catch (LlmException failure) {
                told.ended(deployment, source, AttemptListener.Ending.failed(failure, nanoClock.getAsLong() - began));
                throw failure;
            } catch (UpstreamException left) {
                cooldowns.abandoned(deployment);
                told.ended(deployment, source, AttemptListener.Ending.abandoned(nanoClock.getAsLong() - began));
                throw left;
            } catch (RuntimeException | Error broken) {
                told.ended(deployment, source, AttemptListener.Ending.abandoned(nanoClock.getAsLong() - began));
                throw broken;
            }
        }

        private void prepareNext(Deployment deployment, LlmException failure, Attempt attempt) {
            Candidates.Next next = candidates.after(deployment, failure);
            boolean granted = next != Candidates.Next.NOTHING && granted();
            if (granted && next == Candidates.Next.AGAIN) {
                waitBefore(candidates.failedHere() - 1, failure, attempt);
            } else if (!granted && !candidates.nextOrder(failure)) {
                throw failure;
            }
        }

        /** Each retry is paid for by itself. */
        private boolean granted() {
            end();
            retrying = budget.take();
            return retrying;
        }

        private void waitBefore(int failedBefore, LlmException failure, Attempt attempt) {
            Duration least = route.retrying().leastWait();
            long asked = backoff.nanos(failedBefore, failure.detail().retryAfter());
            long nanos = asked < 0 ? asked : Math.max(asked, least.toNanos());
            boolean inTime = attempt.timeouts().total().remaining(System.nanoTime()) > nanos;
            if (nanos < 0 || !inTime || !pause.nanos(nanos, attempt)) {
                throw failure;
            }
        }
    }

    /** Whether it does no harm when two vendors do what is asked. */
    private static boolean mayBeDoubled(Source source) {
        return switch (source) {
            case ChatSource chat -> !Boolean.TRUE.equals(chat.body().bool("background"));
            case ServiceSource service -> true;
            case CountSource count -> true;
            case RelaySource relay -> false;
            case RealtimeSource session -> false;
        };
    }

    /** Asks, keeping what failed before the answer. */
    public Routed ask(Source source, Route route, Attempts attempts) {
        List<Attempted> failed = new ArrayList<>(0);
        return new Routed(ask(source, route, attempts, failed), failed);
    }
}
