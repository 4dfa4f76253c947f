package dev.dragoman.catalog;

import dev.dragoman.model.Metering;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * By what an answer is charged.
 *
 * @param prices those of the model
 * @param rival those of another model that may have answered; the dearer of both counts. Null when there is no doubt
 * @param fee those of the router that chose the model, on top; null when none did
 */
public record Tariff(
        Prices prices, @Nullable Prices rival, @Nullable Prices fee) {

    /** By one model's prices. */
    public static Tariff of(Prices prices) {
        return new Tariff(prices, null, null);
    }

    /** The cost of a call. */
    public Cost cost(Metering metering, Adjustment adjustment) {
        Cost cost = Pricing.cost(prices, metering, adjustment);
        if (rival != null) {
            cost = cost.orDearer(Pricing.cost(rival, metering, adjustment));
        }
        return fee == null ? cost : cost.plus(Pricing.cost(fee, tokens(metering), adjustment.withoutFee()));
    }

    /** A router sells tokens only, and never more than it was asked for. */
    private static Metering tokens(Metering metering) {
        return new Metering(metering.usage(), Map.of(), metering.terms(), null);
    }

    /** The same with every price list changed. */
    public Tariff with(UnaryOperator<Prices> change) {
        return new Tariff(
                change.apply(prices),
                rival == null ? null : change.apply(rival),
                fee == null ? null : change.apply(fee));
    }
}
