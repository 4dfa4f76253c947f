package dev.dragoman.routing;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.TimeoutException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.UpstreamException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deployments from being asked more at once than their entries allow. A call goes to a deployment that has a slot free; when there
 * is none it waits for the first that becomes free, after those of a lower priority and those that came before. A slot that becomes free
 * is handed to the call that waits for it, so that none can overtake. Thread-safe.
 */
public final class Slots {

    private static final int MOST_WAITING = 10_000;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final LongSupplier nanoClock;
    private final int mostWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Lane> lanes = new HashMap<>();
    private long arrivals;
    private int waiting;

    public Slots(LongSupplier nanoClock) {
        this(nanoClock, MOST_WAITING);
    }

    /**
     * Slots for which no more than so many calls wait.
     *
     * @param mostWaiting further calls are refused
     */
    Slots(LongSupplier nanoClock, int mostWaiting) {
        this.nanoClock = nanoClock;
        this.mostWaiting = mostWaiting;
    }

    /** Those that answer for one deployment, and those that wait for it. */
    private static final class Lane {

        private final TreeSet<Waiter> waiters = new TreeSet<>();
        private int used;
    }

    /** How a call waits. */
    record Patience(int priority, Deadline deadline, Cancellation cancellation) {}

    /** Leave to ask a deployment; whoever has it must close it. */
    final class Slot implements AutoCloseable {

        private final Deployment deployment;
        private boolean open;

        private Slot(Deployment deployment, boolean limited) {
            this.deployment = deployment;
            this.open = limited;
        }

        Deployment deployment() {
            return deployment;
        }

        /** Gives the slot back, once. */
        @Override
        public void close() {
            lock.lock();
            try {
                if (open) {
                    open = false;
                    leave(deployment.id());
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** A call that waits for one of several deployments. */
    private static final class Waiter implements Comparable<Waiter> {

        private final List<Deployment> wanted;
        private final int priority;
        private final long arrival;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Slot granted;

        private Waiter(List<Deployment> wanted, int priority, long arrival) {
            this.wanted = wanted;
            this.priority = priority;
            this.arrival = arrival;
        }

        @Override
        public int compareTo(Waiter other) {
            int byPriority = Integer.compare(priority, other.priority);
            return byPriority != 0 ? byPriority : Long.compare(arrival, other.arrival);
        }

        private Deployment wanted(String id) {
            return wanted.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Whether any of them takes only so many calls at once. */
    static boolean limit(List<Deployment> deployments) {
        for (int i = 0; i < deployments.size(); i++) {
            if (deployments.get(i).turn().parallel() != null) {
                return true;
            }
        }
        return false;
    }

    /** A slot of one of the deployments if any is free; null otherwise. */
    @Nullable
    Slot tryTake(List<Deployment> candidates, Strategy strategy, Source source) {
        lock.lock();
        try {
            List<Deployment> free = free(candidates);
            return free.isEmpty() ? null : taken(strategy.pick(free, source));
        } finally {
            lock.unlock();
        }
    }

    /**
     * A slot of one of the deployments, at once or when one becomes free.
     *
     * @param strategy chooses among those that are free
     * @throws RateLimitException when too many wait already
     * @throws TimeoutException when none became free in time
     * @throws UpstreamException when the call was given up
     */
    Slot take(List<Deployment> candidates, Strategy strategy, Source source, Patience patience) {
        Waiter waiter;
        lock.lock();
        try {
            List<Deployment> free = free(candidates);
            if (!free.isEmpty()) {
                return taken(strategy.pick(free, source));
            }
            if (waiting >= mostWaiting) {
                throw full(candidates);
            }
            waiter = new Waiter(candidates, patience.priority(), ++arrivals);
            line(waiter);
        } finally {
            lock.unlock();
        }
        Slot slot = awaited(waiter, patience);
        try {
            strategy.pick(List.of(slot.deployment()), source);
            return slot;
        } catch (RuntimeException refused) {
            slot.close();
            throw refused;
        }
    }

    private Slot awaited(Waiter waiter, Patience patience) {
        Cancellation cancellation = patience.cancellation();
        Cancellation.Registration registration = cancellation.onCancel(() -> LockSupport.unpark(waiter.thread));
        try {
            while (waiter.granted == null && !isGivenUp(cancellation)) {
                long left = patience.deadline().remaining(nanoClock.getAsLong());
                if (left <= 0) {
                    break;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            registration.close();
        }
        return outcome(waiter, cancellation);
    }

    private Slot outcome(Waiter waiter, Cancellation cancellation) {
        lock.lock();
        try {
            Slot granted = waiter.granted;
            if (granted == null) {
                unline(waiter);
            }
            if (granted != null && !isGivenUp(cancellation)) {
                return granted;
            }
            if (granted != null) {
                granted.close();
            }
        } finally {
            lock.unlock();
        }
        throw isGivenUp(cancellation)
                ? new UpstreamException(UpstreamException.Kind.CANCELLED, "nobody waits for the answer any more")
                : late(waiter.wanted);
    }

    private static boolean isGivenUp(Cancellation cancellation) {
        return cancellation.isCancelled() || Thread.currentThread().isInterrupted();
    }

    private List<Deployment> free(List<Deployment> candidates) {
        List<Deployment> free = new ArrayList<>(candidates.size());
        for (Deployment candidate : candidates) {
            if (isFree(candidate)) {
                free.add(candidate);
            }
        }
        return free.size() == candidates.size() ? candidates : free;
    }

    private boolean isFree(Deployment deployment) {
        Integer limit = deployment.turn().parallel();
        Lane lane = limit == null ? null : lanes.get(deployment.id());
        return limit == null || lane == null || lane.used < limit;
    }

    private Slot taken(Deployment deployment) {
        boolean limited = deployment.turn().parallel() != null;
        if (limited) {
            lane(deployment.id()).used++;
        }
        return new Slot(deployment, limited);
    }

    private Lane lane(String id) {
        return lanes.computeIfAbsent(id, any -> new Lane());
    }

    private void line(Waiter waiter) {
        waiting++;
        waiter.wanted.forEach(deployment -> lane(deployment.id()).waiters.add(waiter));
    }

    private void unline(Waiter waiter) {
        waiting--;
        for (Deployment deployment : waiter.wanted) {
            lane(deployment.id()).waiters.remove(waiter);
            forget(deployment.id());
        }
    }

    private void leave(String id) {
        Lane lane = lane(id);
        lane.used--;
        serve(id, lane);
        forget(id);
    }

    /** Hands what is free to those that wait, in their order; a new configuration may allow more or less than the old one did. */
    private void serve(String id, Lane lane) {
        while (!lane.waiters.isEmpty()) {
            Waiter waiter = lane.waiters.first();
            Deployment wanted = waiter.wanted(id);
            if (!isFree(wanted)) {
                return;
            }
            unline(waiter);
            waiter.granted = taken(wanted);
            LockSupport.unpark(waiter.thread);
        }
    }

    private void forget(String id) {
        Lane lane = lane(id);
        if (lane.used == 0 && lane.waiters.isEmpty()) {
            lanes.remove(id);
        }
    }

    private RateLimitException full(List<Deployment> candidates) {
        return new RateLimitException(
                ErrorDetail.of(busy(candidates) + ", and " + mostWaiting + " calls wait for them already")
                        .withType("rate_limit_error")
                        .withCode("429")
                        .withRetryAfter(SOON));
    }

    private static TimeoutException late(List<Deployment> candidates) {
        return new TimeoutException(busy(candidates) + ", and none became free within the time the call may take");
    }

    private static String busy(List<Deployment> candidates) {
        int slots = candidates.stream()
                .mapToInt(
                        each -> each.turn().parallel() == null ? 0 : each.turn().parallel())
                .sum();
        return "all deployments of model=" + candidates.getFirst().group() + " are busy (max_parallel_requests: "
                + slots + " calls at once)";
    }

    /** How many calls wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
