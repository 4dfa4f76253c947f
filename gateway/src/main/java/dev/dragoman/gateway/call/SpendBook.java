package dev.dragoman.gateway.call;

import dev.dragoman.gateway.config.BudgetPeriod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what is spent on something in the running period, which begins with its first spending. Answers at once. Thread-safe.
 */
public interface SpendBook {

    /** Nano-dollars that were spent in the running period. */
    long spent(String key);

    /** When the running period ends; null when nothing was spent in it. */
    @Nullable
    Instant end(String key);

    /** Adds to the running period, or begins the next. */
    void add(String key, long nanoDollars, BudgetPeriod period);
}
