package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses among the deployments of a group and tries again where that may help. Thread-safe. */
public final class Router {

    private final Dispatcher dispatcher;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Pause pause;

    /**
     * A router.
     *
     * @param random draws deployments and jitter
     * @param pause waits between attempts
     */
    public Router(Dispatcher dispatcher, RandomGenerator random, Pause pause) {
        this.dispatcher = dispatcher;
        this.random = random;
        this.backoff = new Backoff(random);
        this.pause = pause;
    }

    /** Makes the attempt for a deployment: its time limits and parameter policy. */
    @FunctionalInterface
    public interface Attempts {

        Attempt on(Deployment deployment, boolean stream);
    }

    /** An answer, and how many attempts failed before it. */
    public record Routed(CallAnswer answer, int retries) {}

    /**
     * Asks the group until a deployment answers or retries are used up: those of the lowest order first, the next order
     * when all of one have failed.
     *
     * @param group all deployments of one public name; not empty
     * @param retrying how often and how soon it is tried again
     * @throws LlmException the last failure
     */
    public Routed ask(Source source, List<Deployment> group, Retrying retrying, Attempts attempts) {
        Candidates candidates = new Candidates(group, retrying.retries());
        CallMedia media = dispatcher.media();
        for (int failed = 0; ; failed++) {
            Deployment deployment = Shuffle.pick(candidates.untried(), random);
            Attempt attempt = attempts.on(deployment, source.stream());
            try {
                return new Routed(dispatcher.ask(source, deployment, attempt, media), failed);
            } catch (LlmException failure) {
                switch (candidates.after(deployment, failure)) {
                    case ELSEWHERE -> {}
                    case AGAIN -> waitBefore(candidates.failedHere() - 1, failure, attempt, retrying.leastWait());
                    case NOTHING -> throw failure;
                }
            }
        }
    }

    private void waitBefore(int failed, LlmException failure, Attempt attempt, Duration least) {
        long asked = backoff.nanos(failed, failure.detail().retryAfter());
        long nanos = asked < 0 ? asked : Math.max(asked, least.toNanos());
        boolean inTime = attempt.timeouts().total().remaining(System.nanoTime()) > nanos;
        if (nanos < 0 || !inTime || !pause.nanos(nanos, attempt)) {
            throw failure;
        }
    }
}
