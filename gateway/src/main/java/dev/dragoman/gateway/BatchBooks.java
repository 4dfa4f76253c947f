package dev.dragoman.gateway;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.batch.BatchSpending;
import dev.dragoman.gateway.budget.Postpaid;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.ledger.BatchCosts;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;

/** Lets batches be paid for: neither room sees the other. */
record BatchBooks(BatchCosts costs, Postpaid budgets) implements BatchSpending {

    @Override
    public Cost cost(Deployment deployment, Usage usage) {
        return costs.of(deployment, usage);
    }

    @Override
    public void spent(Call call, Deployment deployment, Usage usage, Cost cost) {
        budgets.charge(call, paid -> costs.spent(paid, deployment, usage, cost));
    }
}
