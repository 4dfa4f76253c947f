package dev.dragoman.gateway;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.SpendFollower;
import dev.dragoman.gateway.ledger.SpendListener;
import dev.dragoman.gateway.observe.Metrics;
import dev.dragoman.gateway.observe.RoutingMetrics;
import dev.dragoman.routing.Deployment;

/** Tells the metrics, the budgets of deployments and the payer what answers cost: no room sees the other. */
record Spending(Metrics metrics, RoutingMetrics routing, SpendFollower follower) implements SpendListener {

    @Override
    public void spent(Call call, Deployment deployment, Cost cost) {
        metrics.spent(call, deployment, cost.nanos());
        follower.spent(call, deployment, cost.nanos());
        call.payer().spent(cost.nanos());
    }

    @Override
    public void hedged(Call call, Deployment deployment, Cost cost) {
        metrics.spent(call, deployment, cost.nanos());
        routing.hedgeSpent(deployment, cost.nanos());
        call.payer().spent(cost.nanos());
    }

    @Override
    public void estimated(Call call, Deployment deployment) {
        metrics.estimated(deployment);
    }

    @Override
    public void unpriced(Call call, Deployment deployment, String reason) {
        metrics.unpriced(deployment, reason);
    }
}
