package dev.dragoman.gateway.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an answer's way beside retries and fallbacks.
 *
 * @param cooling ids of the group's deployments that are left alone at the moment
 * @param hedged whether two deployments were asked side by side: {@code won} when the second answered, {@code true} when the
 *     first did; null when only one was asked
 * @param lowered the longest answer in tokens that was asked for in the place of a longer one, because a budget had no more; null
 *     when it was not lowered
 */
public record Circumstances(
        List<String> cooling,
        @Nullable String hedged,
        @Nullable Long lowered) {

    /** Nothing to tell. */
    public static final Circumstances USUAL = new Circumstances(List.of(), null, null);

    public Circumstances {
        cooling = List.copyOf(cooling);
    }

    /** Those; the usual ones without a new object. */
    public static Circumstances of(List<String> cooling, @Nullable String hedged) {
        return cooling.isEmpty() && hedged == null ? USUAL : new Circumstances(cooling, hedged, null);
    }

    /** The same of an answer that was asked to be no longer than this. */
    public Circumstances lowered(long tokens) {
        return new Circumstances(cooling, hedged, tokens);
    }
}
