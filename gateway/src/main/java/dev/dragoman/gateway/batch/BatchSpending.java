package dev.dragoman.gateway.batch;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;

/** Knows what answers of batches cost, and learns what was spent. Thread-safe. */
public interface BatchSpending {

    /** The cost of one answer that came in a batch. */
    Cost cost(Deployment deployment, Usage usage);

    /** The answers of a batch were read for the first time, and consumed and cost this much together. */
    void spent(Call call, Deployment deployment, Usage usage, Cost cost);
}
