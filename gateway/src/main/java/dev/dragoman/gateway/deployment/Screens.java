package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.TokenEstimate;
import java.util.List;

/** All reasons to leave out deployments, in order. Those that are not configured cost a look at the settings. */
public final class Screens {

    private final List<Screen> screens;

    Screens(List<Screen> screens) {
        this.screens = List.copyOf(screens);
    }

    /**
     * All that there are.
     *
     * @param tokens counts conversations before they are sent
     * @param budgets of providers, deployments and tags
     * @param health knows the last health checks
     */
    public static Screens of(TokenEstimate tokens, Budgets budgets, HealthBoard health) {
        return new Screens(List.of(
                new HealthScreen(health),
                new SearchScreen(),
                new BudgetScreen(budgets),
                new ContextScreen(tokens),
                new RegionScreen(),
                new AbilityScreen(),
                new TagScreen(new CallTags())));
    }

    /** Those that may answer the call; never none. */
    List<Deployment> keep(List<Deployment> candidates, Call call, Source source, ModelTable table) {
        return keep(candidates, call, source, table, Verdicts.UNHEARD);
    }

    List<Deployment> keep(List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        List<Deployment> kept = candidates;
        for (int i = 0; i < screens.size(); i++) {
            kept = screens.get(i).keep(kept, call, source, table, verdicts);
        }
        return kept;
    }
}
