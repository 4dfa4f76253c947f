package dev.dragoman.gateway;

import dev.dragoman.catalog.Prices;
import dev.dragoman.catalog.Rate;
import dev.dragoman.gateway.ledger.PriceBook;
import dev.dragoman.routing.Deployment;
import java.math.BigDecimal;
import java.util.function.ToDoubleFunction;

/** Tells strategies what deployments cost: neither room sees the other. */
record StrategyPrices(PriceBook book) implements ToDoubleFunction<Deployment> {

    @Override
    public double applyAsDouble(Deployment deployment) {
        Prices prices = book.prices(deployment);
        BigDecimal input = prices.dollars(Rate.INPUT);
        BigDecimal output = prices.dollars(Rate.OUTPUT);
        if (input == null && output == null) {
            return Double.NaN;
        }
        return (input == null ? 0 : input.doubleValue()) + (output == null ? 0 : output.doubleValue());
    }
}
