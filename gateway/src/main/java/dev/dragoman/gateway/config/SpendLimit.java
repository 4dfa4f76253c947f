package dev.dragoman.gateway.config;

import java.math.BigDecimal;

/**
 * What may be spent in a period, which begins with the first spending.
 *
 * @param dollars US dollars
 */
public record SpendLimit(BigDecimal dollars, BudgetPeriod period) {}
