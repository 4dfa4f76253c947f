package dev.dragoman;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the library finds around itself. This is the only class of it that looks; all others are handed what they need.
 *
 * @param environment the value of a variable; null when it is not set, or blank
 * @param clock the time of day
 * @param nanoClock measures spans, and is the scale of deadlines
 * @param random draws deployments, waits and ids
 */
record Surroundings(
        Function<String, @Nullable String> environment,
        InstantSource clock,
        LongSupplier nanoClock,
        RandomGenerator random) {

    /** This process as it is. */
    static Surroundings ofProcess() {
        return new Surroundings(
                name -> given(System.getenv(name)),
                InstantSource.system(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextLong());
    }

    /** The same with these variables instead of the process's. */
    Surroundings withEnvironment(Map<String, String> variables) {
        Map<String, String> known = Map.copyOf(variables);
        return new Surroundings(name -> given(known.get(name)), clock, nanoClock, random);
    }

    /** The same with another clock. */
    Surroundings withClock(InstantSource other) {
        return new Surroundings(environment, other, nanoClock, random);
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
