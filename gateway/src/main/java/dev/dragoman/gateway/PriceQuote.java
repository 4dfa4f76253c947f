package dev.dragoman.gateway;

import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.deployment.Quote;
import dev.dragoman.gateway.ledger.PriceBook;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import org.jspecify.annotations.Nullable;

/** Quotes from the price book: the room that explains routes does not see the one that has the prices. */
record PriceQuote(PriceBook book) implements Quote {

    @Override
    public @Nullable String dollars(Deployment deployment, long promptTokens, long outputTokens) {
        Cost cost = book.estimate(deployment, Usage.of(promptTokens, outputTokens));
        return cost.isComplete() ? Cost.dollars(cost.nanos()) : null;
    }

    @Override
    public @Nullable Long mostOutput(Deployment deployment) {
        CatalogModel model = book.model(deployment);
        return model == null ? null : model.maxOutputTokens();
    }
}
