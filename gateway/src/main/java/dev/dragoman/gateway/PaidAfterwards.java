package dev.dragoman.gateway;

import dev.dragoman.gateway.budget.Postpaid;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.realtime.SessionCosts;

/** Lets sessions be paid for while they go on: no room sees the other. */
record PaidAfterwards(Postpaid budgets, Step costs) implements SessionCosts {

    @Override
    public void charge(Call call, Answered answered) {
        budgets.charge(call, paid -> {
            Answered _ = costs.handle(paid, same -> answered);
        });
    }

    @Override
    public void check(Call call) {
        budgets.check(call);
    }
}
