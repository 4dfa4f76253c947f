package dev.dragoman.gateway.access;

import java.time.Instant;

/** Knows when budgets begin anew. */
@FunctionalInterface
public interface Renewals {

    /** When a budget of that period, such as {@code 30d}, begins anew after that time. */
    Instant next(String period, Instant after);
}
