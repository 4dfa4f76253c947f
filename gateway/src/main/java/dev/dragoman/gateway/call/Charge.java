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
}
