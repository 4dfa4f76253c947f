package dev.dragoman.gateway.call;

import java.util.List;

/** Knows which budgets pay for a call. Asked once per call, on its way: must not wait for anything. */
@FunctionalInterface
public interface BudgetSource {

    /** The budgets in the order in which they are checked: the first that does not suffice names the refusal. */
    List<BudgetLine> budgets(Call call);
}
