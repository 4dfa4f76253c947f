package dev.dragoman.gateway.call;

import dev.dragoman.catalog.Cost;
import org.jspecify.annotations.Nullable;

/**
 * What an answer costs.
 *
 * @param cost null while it is not known: that of a stream is known when it ends
 * @param unpriced the model for which a price is missing; null when there are all
 */
public record Charge(@Nullable Cost cost, @Nullable String unpriced) {

    /** Not known yet. */
    public static final Charge OPEN = new Charge(null, null);

    /** This and the charge of another answer that is told together with it; known when both are. */
    public Charge plus(Charge other) {
        Cost sum = cost == null || other.cost == null ? null : cost.plus(other.cost);
        return new Charge(sum, unpriced == null ? other.unpriced : unpriced);
    }
}
