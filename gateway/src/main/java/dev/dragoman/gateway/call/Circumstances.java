package dev.dragoman.gateway.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an answer's way beside retries and fallbacks.
 *
 * @param cooling ids of the group's deployments that are left alone at the moment
 * @param hedged whether two deployments were asked side by side: {@code won} when the second answered, {@code true} when the
 *     first did; null when only one was asked
 * @param allowances what is left of the caller's limits
 * @param lowered the longest answer in tokens that was asked for in the place of a longer one, because a budget had no more; null
 *     when it was not lowered
 * @param balance how the budget of the caller's key stands; null when it has none
 */
public record Circumstances(
        List<String> cooling,
        @Nullable String hedged,
        List<Allowance> allowances,
        @Nullable Long lowered,
        @Nullable Balance balance) {

    /** Nothing to tell. */
    public static final Circumstances USUAL = new Circumstances(List.of(), null, List.of(), null, null);

    public Circumstances {
        cooling = List.copyOf(cooling);
        allowances = List.copyOf(allowances);
    }

    /** Those; the usual ones without a new object. */
    public static Circumstances of(List<String> cooling, @Nullable String hedged) {
        return cooling.isEmpty() && hedged == null ? USUAL : new Circumstances(cooling, hedged, List.of(), null, null);
    }

    /** The same with what is left of the caller's limits. */
    public Circumstances with(List<Allowance> left) {
        return new Circumstances(cooling, hedged, left, lowered, balance);
    }

    /** The same of an answer that was asked to be no longer than this. */
    public Circumstances lowered(long tokens) {
        return new Circumstances(cooling, hedged, allowances, tokens, balance);
    }

    /** The same with how the budget of the caller's key stands. */
    public Circumstances with(Balance now) {
        return new Circumstances(cooling, hedged, allowances, lowered, now);
    }
}
