package dev.dragoman.routing.choice;

import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Strategy;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * LiteLLM's {@code latency-based-routing}: one of those that are as fast as the fastest, or nearly so. One that has no samples yet is
 * tried first.
 */
public final class Fastest implements Strategy {

    private final PaceBook book;
    private final PaceRules rules;
    private final RandomGenerator random;

    public Fastest(PaceBook book, PaceRules rules, RandomGenerator random) {
        this.book = book;
        this.rules = rules;
        this.random = random;
    }

    @Override
    public Deployment pick(List<Deployment> candidates, Source source) {
        double[] seconds = new double[candidates.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = book.seconds(candidates.get(i).id(), source.stream());
            least = Math.min(least, seconds[i]);
        }
        double most = least + rules.buffer() * least;
        int drawn = -1;
        int near = 0;
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] <= most && random.nextInt(++near) == 0) {
                drawn = i;
            }
        }
        return candidates.get(Math.max(0, drawn));
    }
}
