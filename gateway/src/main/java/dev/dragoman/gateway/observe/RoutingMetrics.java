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
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells Prometheus how deployments do: what they were asked, how they failed, which are left alone, who stood by for whom, and what is
 * left of budgets.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/prometheus">LiteLLM: Prometheus metrics</a>
 */
public final class RoutingMetrics implements AttemptListener, CooldownListener, RouteListener {

    private static final String[] DEPLOYMENT_LABELS = {"litellm_model_name", "model_id", "api_base", "api_provider"};
    private static final int HEALTHY = 0;
    private static final int PARTIAL_OUTAGE = 1;
    private static final int LEFT_ALONE = 2;

    private final Counter requests;
    private final Counter failures;
    private final Gauge state;
    private final Counter cooledDown;
    private final Counter goodFallbacks;
    private final Counter badFallbacks;
    private final Counter hedged;
    private final Counter hedgeSpend;
    private final Counter mirrored;
    private final Gauge remainingBudget;
    private final ConcurrentHashMap<String, Deployment> cooling = new ConcurrentHashMap<>();

    /** Routing's part of the metrics; there can be only one. */
    public RoutingMetrics(Metrics metrics) {
        this.requests =
                metrics.counter("litellm_deployment_total_requests", "Attempts at a deployment", DEPLOYMENT_LABELS);
        this.failures = metrics.counter(
                "litellm_deployment_failure_responses",
                "Attempts at a deployment that failed",
                "litellm_model_name",
                "model_id",
                "api_base",
                "api_provider",
                "requested_model",
                "exception_status",
                "exception_class");
        this.state = metrics.gauge(
                "litellm_deployment_state",
                "How a deployment does: 0 healthy, 1 partial outage, 2 left alone",
                DEPLOYMENT_LABELS);
        this.cooledDown = metrics.counter(
                "litellm_deployment_cooled_down",
                "How often a deployment was left alone",
                "litellm_model_name",
                "model_id",
                "api_base",
                "api_provider",
                "exception_status");
        this.goodFallbacks = fallbacks(
                metrics,
                "litellm_deployment_successful_fallbacks",
                "Calls that a group answered which stood by for another");
        this.badFallbacks = fallbacks(
                metrics,
                "litellm_deployment_failed_fallbacks",
                "Calls that a group could not answer which stood by for another");
        this.hedged = metrics.counter(
                "dragoman_hedged_calls",
                "Calls of which a second deployment was asked because the first let wait, and which of them answered",
                "requested_model",
                "first_model_id",
                "second_model_id",
                "winner");
        this.hedgeSpend = metrics.counter(
                "dragoman_hedge_spend",
                "US dollars for attempts that were given up because another had answered, part of the spend metric",
                "model",
                "model_id");
        this.mirrored = metrics.counter(
                "dragoman_mirrored_calls",
                "Copies of calls that went to a silent model, and what became of them",
                "requested_model",
                "silent_model",
                "outcome");
        this.remainingBudget = metrics.gauge(
                "litellm_provider_remaining_budget_metric",
                "What is left of a provider's budget, in US dollars",
                "api_provider");
    }

    @Override
    public void began(Deployment deployment, Source source) {}

    @Override
    public void ended(Deployment deployment, Source source, Ending ending) {
        String[] labels = labels(deployment);
        LlmException failure = ending.failure();
        requests.labelValues(labels).inc();
        state.labelValues(labels).set(failure == null ? HEALTHY : PARTIAL_OUTAGE);
        if (failure != null) {
            failures.labelValues(
                            labels[0],
                            labels[1],
                            labels[2],
                            labels[3],
                            deployment.group(),
                            Integer.toString(failure.status()),
                            Metrics.exceptionClass(failure))
                    .inc();
        }
    }

    @Override
    public void began(Deployment deployment, Cooldown cooldown) {
        cooling.put(deployment.id(), deployment);
        String[] labels = labels(deployment);
        state.labelValues(labels).set(LEFT_ALONE);
        cooledDown
                .labelValues(labels[0], labels[1], labels[2], labels[3], Integer.toString(cooldown.status()))
                .inc();
    }

    @Override
    public void ended(String deploymentId) {
        Deployment back = cooling.remove(deploymentId);
        if (back != null) {
            state.labelValues(labels(back)).set(HEALTHY);
        }
    }

    @Override
    public void answered(Call call, Fallbacks.Answer answer) {}

    @Override
    public void failed(Call call, LlmException failure, List<Attempted> attempts) {}

    @Override
    public void stoodBy(Call call, String failed, String standing, LlmException reason, boolean answered) {
        (answered ? goodFallbacks : badFallbacks)
                .labelValues(
                        call.model(),
                        standing,
                        call.caller().keyHash(),
                        call.caller().alias(),
                        Integer.toString(reason.status()),
                        Metrics.exceptionClass(reason))
                .inc();
    }

    @Override
    public void hedged(Call call, Deployment first, Deployment second, boolean secondWon) {
        hedged.labelValues(call.model(), first.id(), second.id(), secondWon ? "second" : "first")
                .inc();
    }

    /** An attempt that was given up because another had answered cost so many nano-dollars. */
    public void hedgeSpent(Deployment deployment, long nanos) {
        if (nanos > 0) {
            hedgeSpend.labelValues(deployment.target().model(), deployment.id()).inc(nanos / Metrics.NANOS);
        }
    }

    /** A copy of a call went to a silent model, or was dropped. */
    public void mirrored(String model, String silentModel, String outcome) {
        mirrored.labelValues(model, silentModel, outcome).inc();
    }

    /** So much is left of a provider's budget. */
    public void remainingBudget(String provider, double dollars) {
        remainingBudget.labelValues(provider).set(dollars);
    }

    private static String[] labels(Deployment deployment) {
        return new String[] {
            deployment.target().model(),
            deployment.id(),
            deployment.endpoints().base(),
            deployment.provider().name()
        };
    }

    private static Counter fallbacks(Metrics metrics, String name, String help) {
        return metrics.counter(
                name,
                help,
                "requested_model",
                "fallback_model",
                "hashed_api_key",
                "api_key_alias",
                "exception_status",
                "exception_class");
    }
}
