package dev.dragoman.routing.choice;

import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Strategy;
import java.util.List;
import java.util.random.RandomGenerator;

/** LiteLLM's {@code usage-based-routing}: the deployment with the fewest tokens in the running minute. */
public final class LeastUsed implements Strategy {

    private final Lowest lowest;

    /** Chooses by that book, and among equals by chance. */
    public LeastUsed(UsageBook book, RandomGenerator random) {
        this.lowest = new Lowest(deployment -> book.tokens(deployment.id()), random);
    }

    @Override
    public Deployment pick(List<Deployment> candidates, Source source) {
        return lowest.of(candidates);
    }
}
