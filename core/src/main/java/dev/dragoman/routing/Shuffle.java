package dev.dragoman.routing;

import dev.dragoman.routing.Deployment.Share;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's {@code simple-shuffle}: a random choice weighted by {@code weight}, else by {@code rpm}, else by {@code tpm},
 * whichever the first deployment has; even when it has none.
 */
public final class Shuffle implements Strategy {

    private final RandomGenerator random;

    /** A shuffle by that generator. */
    public Shuffle(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Deployment pick(List<Deployment> candidates, Source source) {
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        Measure measure = measure(candidates.getFirst().share());
        double sum = 0;
        for (Deployment candidate : candidates) {
            sum += measure.of(candidate.share());
        }
        return sum > 0 ? drawn(candidates, measure, random.nextDouble() * sum) : even(candidates, random);
    }

    private static Deployment drawn(List<Deployment> candidates, Measure measure, double point) {
        double left = point;
        for (Deployment candidate : candidates) {
            left -= measure.of(candidate.share());
            if (left < 0) {
                return candidate;
            }
        }
        return candidates.getLast();
    }

    private static Deployment even(List<Deployment> candidates, RandomGenerator random) {
        return candidates.get(random.nextInt(candidates.size()));
    }

    private interface Measure {

        double of(Share share);
    }

    private static Measure measure(Share share) {
        if (share.weight() != null) {
            return each -> orZero(each.weight());
        }
        if (share.requestsPerMinute() != null) {
            return each -> orZero(each.requestsPerMinute());
        }
        return each -> orZero(each.tokensPerMinute());
    }

    private static double orZero(@Nullable Number number) {
        return number == null ? 0 : number.doubleValue();
    }
}
