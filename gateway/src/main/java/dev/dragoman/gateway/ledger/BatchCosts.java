package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Pricing;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;

/** What answers cost that came in a batch. Thread-safe. */
public final class BatchCosts {

    private final PriceBook book;
    private final SpendListener listener;
    private final Ledger ledger;
    private final UnpricedLog log = new UnpricedLog();

    public BatchCosts(PriceBook book, SpendListener listener, Ledger ledger) {
        this.book = book;
        this.listener = listener;
        this.ledger = ledger;
    }

    /** The cost of one answer, by the prices of batches. */
    public Cost of(Deployment deployment, Usage usage) {
        Priced priced = book.of(deployment);
        Metering metering = Metering.of(usage);
        return Pricing.cost(priced.prices(), metering.on(metering.terms().inBatch()), priced.adjustment());
    }

    /** Books what the answers of a batch cost together. */
    public void spent(Call call, Deployment deployment, Usage usage, Cost cost) {
        ledger.batched(call, deployment, usage, cost);
        listener.spent(call, deployment, cost);
        if (!cost.isComplete()) {
            listener.unpriced(call, deployment, "price");
            log.warn(deployment.modelString(), "price");
        }
    }
}
