package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.routing.Deployment;

/** Learns what every answer cost. Must be quick, and must not fail. */
public interface SpendListener {

    /** An answer was given in full, or as far as its client stayed, and cost this much. */
    void spent(Call call, Deployment deployment, Cost cost);

    /** An attempt was given up because another had answered; what it cost as far as that can be told, in addition to the answer. */
    void hedged(Call call, Deployment deployment, Cost cost);

    /** The vendor did not say what an answer consumed; its cost is an estimate, and is told beside this as any other. */
    void estimated(Call call, Deployment deployment);

    /**
     * The cost of an answer is not known, or not in full.
     *
     * @param reason {@code price} when a price is missing, {@code usage} when the vendor did not say what was consumed
     */
    void unpriced(Call call, Deployment deployment, String reason);
}
