package dev.dragoman.routing;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import java.util.ArrayList;
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

    /** Waits; replaced in tests. */
    @FunctionalInterface
    public interface Pause {

        /**
         * Waits for so long.
         *
         * @return whether the call is still wanted
         */
        boolean nanos(long nanos, Attempt attempt);
    }

    /** Makes the attempt for a deployment: its time limits and parameter policy. */
    @FunctionalInterface
    public interface Attempts {

        Attempt on(Deployment deployment, boolean stream);
    }

    /** An answer, and how many attempts failed before it. */
    public record Routed(ChatAnswer answer, int retries) {}

    /**
     * Asks the group until a deployment answers or retries are used up.
     *
     * @param group all deployments of one public name; not empty
     * @param retries how many further attempts are allowed
     * @throws LlmException the last failure
     */
    public Routed chat(ChatSource source, List<Deployment> group, int retries, Attempts attempts) {
        List<Deployment> untried = new ArrayList<>(group);
        for (int failed = 0; ; failed++) {
            Deployment deployment = Shuffle.pick(untried, random);
            Attempt attempt = attempts.on(deployment, source.stream());
            try {
                return new Routed(dispatcher.chat(source, deployment, attempt), failed);
            } catch (LlmException failure) {
                untried.remove(deployment);
                boolean elsewhere = !untried.isEmpty();
                if (failed >= retries || !mayHelp(failure, elsewhere)) {
                    throw failure;
                }
                if (!elsewhere) {
                    untried.addAll(group);
                    waitBefore(failed, failure, attempt);
                }
            }
        }
    }

    /** Another deployment has another key and perhaps the model; the same one only overcomes passing trouble. */
    private static boolean mayHelp(LlmException failure, boolean elsewhere) {
        if (elsewhere && (failure instanceof AuthenticationException || failure instanceof NotFoundException)) {
            return true;
        }
        return failure.worthRetrying()
                && (elsewhere || !"insufficient_quota".equals(failure.detail().code()));
    }

    private void waitBefore(int failed, LlmException failure, Attempt attempt) {
        long nanos = backoff.nanos(failed, failure.detail().retryAfter());
        boolean inTime = attempt.timeouts().total().remaining(System.nanoTime()) > nanos;
        if (nanos < 0 || !inTime || !pause.nanos(nanos, attempt)) {
            throw failure;
        }
    }
}
