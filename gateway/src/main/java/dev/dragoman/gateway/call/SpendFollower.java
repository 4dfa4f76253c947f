package dev.dragoman.gateway.call;

import dev.dragoman.routing.Deployment;

/** Learns what every answer cost, beside the ledger. Must be quick, and must not fail. */
@FunctionalInterface
public interface SpendFollower {

    /** An answer cost so many nano-dollars. */
    void spent(Call call, Deployment deployment, long nanoDollars);
}
