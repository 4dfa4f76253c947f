package dev.dragoman.gateway.observe;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.RouteListener;
import dev.dragoman.routing.AttemptListener;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.Cooldown;
import dev.dragoman.routing.CooldownListener;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.Source;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Tells Prometheus how deployments do: what they were asked, how they failed, and which are left alone. */
public final class RoutingMetrics implements AttemptListener, CooldownListener, RouteListener {

    private final Metrics metrics;
    private final ConcurrentHashMap<String, Deployment> cooling = new ConcurrentHashMap<>();

    public RoutingMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void began(Deployment deployment, Source source) {}

    @Override
    public void ended(Deployment deployment, Source source, Ending ending) {
        metrics.attempted(deployment, ending.failure());
    }

    @Override
    public void began(Deployment deployment, Cooldown cooldown) {
        cooling.put(deployment.id(), deployment);
        metrics.cooledDown(deployment, cooldown.status());
    }

    @Override
    public void ended(String deploymentId) {
        Deployment back = cooling.remove(deploymentId);
        if (back != null) {
            metrics.recovered(back);
        }
    }

    @Override
    public void answered(Call call, Fallbacks.Answer answer) {}

    @Override
    public void failed(Call call, LlmException failure, List<Attempted> attempts) {}

    @Override
    public void stoodBy(Call call, String failed, String standing, LlmException reason, boolean answered) {
        metrics.stoodBy(call, standing, reason, answered);
    }

    @Override
    public void hedged(Call call, Deployment first, Deployment second, boolean secondWon) {
        metrics.hedged(call, first, second, secondWon);
    }
}
