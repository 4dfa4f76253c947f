package dev.dragoman.gateway.call;

/**
 * How a budget stands.
 *
 * @param spentNanos nano-dollars that were spent in the running window, as far as this instance knows
 * @param maxNanos nano-dollars that may be spent in it; {@link BudgetLine#UNLIMITED} for as much as anyone likes
 */
public record Balance(long spentNanos, long maxNanos) {}
