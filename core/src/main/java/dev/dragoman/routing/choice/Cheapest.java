package dev.dragoman.routing.choice;

import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Strategy;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** LiteLLM's {@code cost-based-routing}: the deployment with the lowest price, the first of several; unknown prices last. */
public final class Cheapest implements Strategy {

    private final ToDoubleFunction<Deployment> price;

    /**
     * Chooses by price.
     *
     * @param price of a token of the prompt and one of the answer together; not a number when it is unknown
     */
    public Cheapest(ToDoubleFunction<Deployment> price) {
        this.price = price;
    }

    @Override
    public Deployment pick(List<Deployment> candidates, Source source) {
        Deployment cheapest = candidates.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < candidates.size(); i++) {
            double found = price.applyAsDouble(candidates.get(i));
            if (found < least) {
                cheapest = candidates.get(i);
                least = found;
            }
        }
        return cheapest;
    }
}
