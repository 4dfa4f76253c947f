package dev.dragoman.routing.choice;

import dev.dragoman.routing.AttemptListener;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls that deployments are answering. Thread-safe. */
public final class InFlight implements BusyBook, AttemptListener {

    private final Kept<AtomicInteger> counts = new Kept<>(AtomicInteger::new, count -> count.get() == 0);

    @Override
    public int inFlight(String deploymentId) {
        AtomicInteger count = counts.find(deploymentId);
        return count == null ? 0 : count.get();
    }

    @Override
    public void began(Deployment deployment, Source source) {
        counts.of(deployment.id()).incrementAndGet();
    }

    @Override
    public void ended(Deployment deployment, Source source, Ending ending) {
        // A count that was forgotten when there were too many begins again at nothing, never below.
        counts.of(deployment.id()).updateAndGet(count -> Math.max(0, count - 1));
    }
}
