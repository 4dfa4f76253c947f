package dev.dragoman.routing.choice;

import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Strategy;
import java.util.List;
import java.util.random.RandomGenerator;

/** LiteLLM's {@code least-busy}: the deployment that is answering the fewest calls. */
public final class LeastBusy implements Strategy {

    private final Lowest lowest;

    /** Chooses by that book, and among equals by chance. */
    public LeastBusy(BusyBook book, RandomGenerator random) {
        this.lowest = new Lowest(deployment -> book.inFlight(deployment.id()), random);
    }

    @Override
    public Deployment pick(List<Deployment> candidates, Source source) {
        return lowest.of(candidates);
    }
}
