package dev.dragoman.gateway.config;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How budgets are kept.
 *
 * @param zone whose midnight begins their windows
 * @param refusalStatus the HTTP status of calls that a budget does not suffice for: 400 or 429
 * @param lowers whether the longest answer is lowered to what fits, before a call is refused
 * @param unpricedHoldNanos nano-dollars that are held for a call whose cost cannot be foreseen; 0 when such calls are refused
 * @param patience how long a call waits for others to leave something before it is refused
 * @param leaseTime after which silence of an instance what it holds is given to the others
 */
public record BudgetSettings(
        ZoneId zone, int refusalStatus, boolean lowers, long unpricedHoldNanos, Duration patience, Duration leaseTime) {

    /** UTC, LiteLLM's documented status, a quarter of a second, ten minutes. */
    public static final BudgetSettings DEFAULTS =
            new BudgetSettings(ZoneId.of("UTC"), 400, true, 0, Duration.ofMillis(250), Duration.ofMinutes(10));
}
