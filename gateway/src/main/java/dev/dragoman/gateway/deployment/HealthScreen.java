package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.HealthRouting;
import dev.dragoman.gateway.config.Resilience;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.ArrayList;
import java.util.List;

/** Leaves out deployments whose last health check failed; when that would be all, they are asked all the same. */
final class HealthScreen implements Screen {

    private final HealthBoard board;

    HealthScreen(HealthBoard board) {
        this.board = board;
    }

    @Override
    public List<Deployment> keep(
            List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        Resilience resilience = table.settings().router().resilience();
        HealthRouting rules = resilience.health();
        if (!rules.on() || board.allGood() || HealthBoard.isCounted(resilience)) {
            return candidates;
        }
        List<Deployment> kept = new ArrayList<>(candidates.size());
        for (Deployment candidate : candidates) {
            if (board.failure(candidate, rules.staleness()) == null) {
                kept.add(candidate);
            }
        }
        if (kept.isEmpty() || kept.size() == candidates.size()) {
            return candidates;
        }
        tell(candidates, kept, rules, verdicts);
        return kept;
    }

    private void tell(List<Deployment> candidates, List<Deployment> kept, HealthRouting rules, Verdicts verdicts) {
        for (Deployment candidate : candidates) {
            HealthRecord failure = kept.contains(candidate) ? null : board.failure(candidate, rules.staleness());
            if (failure != null) {
                verdicts.leftOut(
                        candidate,
                        "health_check",
                        "its last health check failed " + board.age(failure).toSeconds() + " s ago: "
                                + failure.error());
            }
        }
    }
}
