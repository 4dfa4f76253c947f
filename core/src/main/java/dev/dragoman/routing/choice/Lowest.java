package dev.dragoman.routing.choice;

import dev.dragoman.routing.Deployment;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Finds the deployment with the lowest measure; of several, any with the same chance. */
final class Lowest {

    private final ToDoubleFunction<Deployment> measure;
    private final RandomGenerator random;

    Lowest(ToDoubleFunction<Deployment> measure, RandomGenerator random) {
        this.measure = measure;
        this.random = random;
    }

    Deployment of(List<Deployment> candidates) {
        Deployment lowest = candidates.getFirst();
        if (candidates.size() == 1) {
            return lowest;
        }
        double least = measure.applyAsDouble(lowest);
        int ties = 1;
        for (int i = 1; i < candidates.size(); i++) {
            Deployment candidate = candidates.get(i);
            double measured = measure.applyAsDouble(candidate);
            if (measured < least) {
                lowest = candidate;
                least = measured;
                ties = 1;
            } else if (measured == least && random.nextInt(++ties) == 0) {
                lowest = candidate;
            }
        }
        return lowest;
    }
}
