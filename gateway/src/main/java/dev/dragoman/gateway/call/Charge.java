package dev.dragoman.gateway.call;

import dev.dragoman.catalog.Cost;
import org.jspecify.annotations.Nullable;

/**
 * What an answer costs.
 *
 * @param cost null while it is not known: that of a stream is known when it ends
 * @param unpriced the model for which a price is missing; null when there are all
 * @param estimated whether the vendor did not say what was consumed, so that it was counted here
 */
public record Charge(@Nullable Cost cost, @Nullable String unpriced, boolean estimated) {

    /** Not known yet. */
    public static final Charge OPEN = new Charge(null, null);

    /** What the vendor's own counts make. */
    public Charge(@Nullable Cost cost, @Nullable String unpriced) {
        this(cost, unpriced, false);
    }

    /** This and the charge of another answer that is told together with it; known when both are. */
    public Charge plus(Charge other) {
        Cost sum = cost == null || other.cost == null ? null : cost.plus(other.cost);
        return new Charge(sum, unpriced == null ? other.unpriced : unpriced, estimated || other.estimated);
    }
}
