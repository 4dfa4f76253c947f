package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.RouterSettings;
import dev.dragoman.routing.Shuffle;
import dev.dragoman.routing.Strategy;
import java.util.random.RandomGenerator;

/** Knows the strategies that settings name. Thread-safe. */
public final class Strategies {

    private final Strategy shuffle;

    public Strategies(RandomGenerator random) {
        this.shuffle = new Shuffle(random);
    }

    /** The strategy that the settings name. */
    Strategy of(RouterSettings settings) {
        return switch (settings.strategy()) {
            default -> shuffle;
        };
    }
}
