package dev.dragoman.gateway.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A window of a budget.
 *
 * @param id tells it from all other windows of the same budget
 * @param start when it began; null when it has always been
 * @param end when the next begins, in which everything may be spent again; null when it never ends
 */
public record BudgetWindow(
        String id, @Nullable Instant start, @Nullable Instant end) {

    /** The only window of a budget that is never reset. */
    public static final BudgetWindow EVER = new BudgetWindow("ever", null, null);
}
