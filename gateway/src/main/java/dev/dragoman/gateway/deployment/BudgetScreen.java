package dev.dragoman.gateway.deployment;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Leaves out deployments that were spent too much on. */
final class BudgetScreen implements Screen {

    private final Budgets budgets;

    BudgetScreen(Budgets budgets) {
        this.budgets = budgets;
    }

    @Override
    public List<Deployment> keep(
            List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        if (!table.hasBudgets()) {
            return candidates;
        }
        String forbidden = budgets.forbidding(call, table.settings().router().checks());
        List<Deployment> kept = new ArrayList<>(candidates.size());
        Set<String> reasons = new LinkedHashSet<>();
        for (Deployment candidate : candidates) {
            String why = forbidden != null ? forbidden : budgets.forbidding(candidate, table);
            if (why == null) {
                kept.add(candidate);
            } else {
                reasons.add(why);
                verdicts.leftOut(candidate, "budget", why);
            }
        }
        if (kept.isEmpty()) {
            throw new RateLimitException(
                    ErrorDetail.of("No deployments available - crossed budget: " + String.join("\n", reasons))
                            .withType("budget_exceeded")
                            .withCode("429")
                            .withRetry(false));
        }
        return kept.size() == candidates.size() ? candidates : kept;
    }
}
